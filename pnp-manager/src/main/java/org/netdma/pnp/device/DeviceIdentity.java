// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.util.List;

import org.netdma.wdm.IrpInformation.Capabilities;

/**
 * What a bus driver told of a device.
 *
 * @param instanceId    unique in the tree
 * @param hardwareIds   most specific first
 * @param compatibleIds most specific first
 * @param description   for people
 * @param capabilities  what can be done to it
 */
public record DeviceIdentity(String instanceId, List<String> hardwareIds, List<String> compatibleIds,
        String description, Capabilities capabilities) {

    /** Of a device that nothing is known of yet. */
    public static final DeviceIdentity UNKNOWN = new DeviceIdentity("", List.of(), List.of(), "",
            new Capabilities(false, false, false));

    public DeviceIdentity {
        hardwareIds = List.copyOf(hardwareIds);
        compatibleIds = List.copyOf(compatibleIds);
    }
}
