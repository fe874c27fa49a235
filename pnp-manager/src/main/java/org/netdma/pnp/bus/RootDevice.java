// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.bus;

import java.util.List;

import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * What the root bus knows of one of its devices.
 *
 * @param deviceId     enumerator and kind, such as {@code ROOT\NETDMA_REFERENCE}
 * @param instance     what tells it from others of its kind, such as {@code 0000}
 * @param hardwareIds  most specific first
 * @param description  for people
 * @param requirements what it needs
 */
public record RootDevice(String deviceId, String instance, List<String> hardwareIds, String description,
        ResourceRequirementsList requirements) {

    public RootDevice {
        hardwareIds = List.copyOf(hardwareIds);
    }
}
