// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

import java.util.List;

/**
 * What a device was assigned, in the order of its filtered requirements. Windows: CM_RESOURCE_LIST.
 *
 * @param resources one for each requirement
 */
public record ResourceList(List<AssignedResource> resources) {

    /** Nothing assigned. */
    public static final ResourceList NONE = new ResourceList(List.of());

    public ResourceList {
        resources = List.copyOf(resources);
    }

    /** {@return the register windows, in order} */
    public List<MemoryResource> memory() {
        return resources.stream().filter(MemoryResource.class::isInstance).map(MemoryResource.class::cast).toList();
    }

    /** {@return the interrupts, in order} */
    public List<InterruptResource> interrupts() {
        return resources.stream().filter(InterruptResource.class::isInstance).map(InterruptResource.class::cast)
                .toList();
    }
}
