// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.AssignedResource;
import org.netdma.wdm.resource.InterruptKind;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.InterruptResource;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.MemoryResource;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** Assigns all that a device needs, or nothing. Used by the PnP manager's thread only. */
public final class ResourceArbiter {

    private MemoryArbiter memory;
    private VectorArbiter vectors;

    public ResourceArbiter(MemoryArbiter memory, VectorArbiter vectors) {
        this.memory = memory;
        this.vectors = vectors;
    }

    /**
     * Assigns resources, in the order of the requirements.
     *
     * @param needs  the filtered requirements
     * @param device instance id, for messages
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming the requirement that can not be met; nothing is assigned
     */
    public ResourceList assign(ResourceRequirementsList needs, String device) throws NtStatusException {
        List<AssignedResource> assigned = new ArrayList<>();
        for (ResourceRequirement need : needs.requirements()) {
            Optional<? extends AssignedResource> resource = allocate(need, device);
            if (resource.isEmpty()) {
                release(new ResourceList(assigned));
                throw new NtStatusException(NtStatus.INSUFFICIENT_RESOURCES, "PNP-5", unmet(need, device));
            }
            assigned.add(resource.get());
        }
        return new ResourceList(assigned);
    }

    /**
     * {@return those devices that have to move so that another one finds room; empty when that does not help}
     *
     * @param needs   of the other one
     * @param movable those that may be asked to
     */
    public <T extends Tenant> List<T> findRoom(ResourceRequirementsList needs, List<T> movable) {
        return hasVectors(needs) ? new RoomFinder(memory, needs).find(movable) : List.of();
    }

    /** {@return whether somebody with these needs finds room while nobody moves} */
    public boolean hasRoom(ResourceRequirementsList needs) {
        return hasVectors(needs) && new RoomFinder(memory, needs).fits(List.of());
    }

    private boolean hasVectors(ResourceRequirementsList needs) {
        return needs.requirements().stream().filter(need -> need instanceof InterruptRequirement interrupt
                && interrupt.kind() == InterruptKind.MESSAGE).count() <= vectors.free();
    }

    /**
     * Assigns what several devices need instead of what they have: all of them, or none.
     *
     * @throws NtStatusException INSUFFICIENT_RESOURCES, naming the requirement that can not be met; all keep what they
     *                           have
     */
    public void reassign(Collection<? extends Tenant> tenants) throws NtStatusException {
        ResourceArbiter trial = new ResourceArbiter(memory.copy(), vectors.copy());
        tenants.forEach(tenant -> trial.release(tenant.assigned()));
        Map<Tenant, ResourceList> assigned = new LinkedHashMap<>();
        List<Tenant> inOrder = new ArrayList<>(tenants);
        inOrder.sort(Comparator.comparing(Tenant::needs, RoomFinder.HARDEST_FIRST));
        for (Tenant tenant : inOrder) {
            assigned.put(tenant, trial.assign(tenant.needs(), tenant.instanceId()));
        }
        memory = trial.memory;
        vectors = trial.vectors;
        assigned.forEach(Tenant::assign);
    }

    private Optional<? extends AssignedResource> allocate(ResourceRequirement need, String device) {
        if (need instanceof MemoryRequirement window) {
            return memory.allocate(window);
        }
        return vectors.allocate((InterruptRequirement) need, device);
    }

    private static String unmet(ResourceRequirement need, String device) {
        String what = need instanceof MemoryRequirement window
                ? "a memory window of %d bytes, aligned to %d, within 0x%X-0x%X".formatted(window.length(),
                        window.alignment(), window.minimum(), window.maximum())
                : "a vector for " + need;
        return ("%s needs %s, and none is free; it starts when you remove a device or widen the range in PID "
                + "org.netdma.pnp").formatted(device, what);
    }

    /** Takes back all that was assigned. */
    public void release(ResourceList assigned) {
        for (AssignedResource resource : assigned.resources()) {
            if (resource instanceof MemoryResource window) {
                memory.release(window);
            } else if (resource instanceof InterruptResource interrupt) {
                vectors.release(interrupt);
            }
        }
    }
}
