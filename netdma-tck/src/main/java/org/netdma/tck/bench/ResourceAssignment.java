// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.ArrayList;
import java.util.List;
import org.netdma.wdm.resource.AffinityPolicy;
import org.netdma.wdm.resource.AssignedResource;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.InterruptResource;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.MemoryResource;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Gives a device what it asks for: on the bench nobody else wants anything. */
final class ResourceAssignment {

    private static final long FIRST_WINDOW = 0xF000_0000L;
    private static final int FIRST_VECTOR = 0x40;
    /** More than a device needs. */
    private static final long WINDOWS = 0x100_0000;
    private static final int VECTORS = 0x100;

    private ResourceAssignment() {
    }

    /** {@return one resource for each requirement, in their order; others for each place} */
    static ResourceList assign(ResourceRequirementsList filtered, int place) {
        List<AssignedResource> assigned = new ArrayList<>();
        long window = FIRST_WINDOW + place * WINDOWS;
        int vector = FIRST_VECTOR + place * VECTORS;
        for (ResourceRequirement requirement : filtered.requirements()) {
            if (requirement instanceof MemoryRequirement memory) {
                window = (window + memory.alignment() - 1) & -memory.alignment();
                assigned.add(new MemoryResource(window, memory.length()));
                window += memory.length();
            } else if (requirement instanceof InterruptRequirement interrupt) {
                assigned.add(new InterruptResource(interrupt.kind(), interrupt.message(), vector++,
                        processors(interrupt)));
            }
        }
        return new ResourceList(assigned);
    }

    private static long processors(InterruptRequirement interrupt) {
        long all = (1L << Processors.COUNT) - 1;
        long asked = interrupt.policy() == AffinityPolicy.SPECIFIED_PROCESSORS
                ? interrupt.targetProcessors() & all : all;
        return asked == 0 ? all : asked;
    }
}
