// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus;

import java.util.List;

import org.netdma.wdm.IrpInformation.Capabilities;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * What a bus knows of one of its devices.
 *
 * @param deviceId      enumerator and kind, such as {@code ROOT\NETDMA_REFERENCE}
 * @param instance      what tells it from others of its kind, such as {@code 0000}
 * @param hardwareIds   most specific first
 * @param compatibleIds most specific first
 * @param description   for people
 * @param capabilities  what can be done to it
 * @param requirements  what it needs
 */
public record ChildDevice(String deviceId, String instance, List<String> hardwareIds, List<String> compatibleIds,
        String description, Capabilities capabilities, ResourceRequirementsList requirements) {

    public ChildDevice {
        hardwareIds = List.copyOf(hardwareIds);
        compatibleIds = List.copyOf(compatibleIds);
    }

    /** {@return its instance id} */
    public String instanceId() {
        return deviceId + "\\" + instance;
    }
}
