// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.resource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

/**
 * Finds out which devices have to move their memory windows so that another one finds room. Vectors need no room: each
 * that is free is as good as another [PNP-6].
 *
 * <p>All windows are placed anew, the hardest to place first; where that succeeds, as many devices as possible are left
 * where they are. It looks for a good answer, not for the best, and for a limited time.
 */
final class RoomFinder {

    /** Which needs to meet first: those with the least choice, then the largest. */
    static final Comparator<ResourceRequirementsList> HARDEST_FIRST = Comparator.comparingLong(RoomFinder::choice)
            .thenComparing(Comparator.comparingLong(RoomFinder::largest).reversed());

    /** How often windows are placed to leave more devices alone: enough for the last of a dozen, quick for 1,000. */
    private static final int MOST_ATTEMPTS = 64;

    private final MemoryArbiter memory;
    private final ResourceRequirementsList newcomer;

    RoomFinder(MemoryArbiter memory, ResourceRequirementsList newcomer) {
        this.memory = memory;
        this.newcomer = newcomer;
    }

    private static long choice(ResourceRequirementsList needs) {
        return windows(needs).stream().mapToLong(window -> window.maximum() - window.minimum()).min()
                .orElse(Long.MAX_VALUE);
    }

    private static long largest(ResourceRequirementsList needs) {
        return windows(needs).stream().mapToLong(MemoryRequirement::length).max().orElse(0);
    }

    private static List<MemoryRequirement> windows(ResourceRequirementsList needs) {
        return needs.requirements().stream().filter(MemoryRequirement.class::isInstance)
                .map(MemoryRequirement.class::cast).toList();
    }

    /** {@return those that have to move; empty when it does not help if all of them do} */
    <T extends Tenant> List<T> find(List<T> movable) {
        List<T> moving = movable.stream().filter(tenant -> !tenant.assigned().memory().isEmpty()).toList();
        long wanted = windows(newcomer).stream().mapToLong(MemoryRequirement::length).sum();
        if (wanted > memory.free() || !fits(moving)) {
            return List.of();
        }
        int attempts = MOST_ATTEMPTS;
        for (int some = Math.max(1, moving.size() / 2); some >= 1; some /= 2) {
            int from = 0;
            while (from < moving.size() && attempts-- > 0) {
                List<T> fewer = new ArrayList<>(moving);
                fewer.subList(from, Math.min(from + some, moving.size())).clear();
                if (fits(fewer)) {
                    moving = fewer;
                } else {
                    from += some;
                }
            }
        }
        return moving;
    }

    /** {@return whether it finds room when these are placed anew} */
    boolean fits(List<? extends Tenant> moving) {
        MemoryArbiter trial = memory.copy();
        List<ResourceRequirementsList> all = new ArrayList<>(List.of(newcomer));
        for (Tenant tenant : moving) {
            tenant.assigned().memory().forEach(trial::release);
            all.add(tenant.needs());
        }
        all.sort(HARDEST_FIRST);
        return all.stream().flatMap(needs -> windows(needs).stream())
                .allMatch(window -> trial.allocate(window).isPresent());
    }
}
