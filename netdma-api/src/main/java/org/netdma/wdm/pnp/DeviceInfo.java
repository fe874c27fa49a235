// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.pnp;

import java.util.List;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.resource.ResourceList;

/**
 * A device of the tree, as it was at one moment.
 *
 * @param instanceId    unique, such as {@code ROOT\NETDMA_REFERENCE\0000}
 * @param parentId      instance id of the device it hangs on; empty for the root
 * @param description   for people
 * @param deviceClass   setup class, for people; empty when no driver is matched
 * @param hardwareIds   most specific first
 * @param compatibleIds most specific first
 * @param state         of the devnode
 * @param problem       why it does not work, or {@link ProblemCode#NONE}
 * @param problemText   what exactly went wrong, in a sentence that names the rule; empty when nothing did
 * @param driver        name of the driver that serves it; empty when none does
 * @param stack         names of the device objects of its stack, the PDO first
 * @param resources     assigned to it
 * @param powerState    D0 while it works; meaningful while it is started
 */
public record DeviceInfo(String instanceId, String parentId, String description, String deviceClass,
        List<String> hardwareIds, List<String> compatibleIds, DeviceState state, ProblemCode problem,
        String problemText, String driver, List<String> stack, ResourceList resources, DevicePowerState powerState) {

    public DeviceInfo {
        hardwareIds = List.copyOf(hardwareIds);
        compatibleIds = List.copyOf(compatibleIds);
        stack = List.copyOf(stack);
    }
}
