// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

import java.util.List;

/**
 * What a device needs, in an order that means something to its driver: assigned resources come in the same order.
 * Windows: IO_RESOURCE_REQUIREMENTS_LIST.
 *
 * @param requirements all of them are needed
 */
public record ResourceRequirementsList(List<ResourceRequirement> requirements) {

    /** What a device without hardware needs. */
    public static final ResourceRequirementsList NONE = new ResourceRequirementsList(List.of());

    public ResourceRequirementsList {
        requirements = List.copyOf(requirements);
    }
}
