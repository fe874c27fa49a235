// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.resource.InterruptRequirement;
import org.netdma.wdm.resource.InterruptResource;
import org.netdma.wdm.resource.MemoryRequirement;
import org.netdma.wdm.resource.MemoryResource;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirement;
import org.netdma.wdm.resource.ResourceRequirementsList;

class ArbitersTest {

    private static final long BASE = 0xE000_0000L;

    private final MemoryArbiter memory = new MemoryArbiter(BASE, 0x1_0000);
    private final VectorArbiter vectors = new VectorArbiter(2, 3);
    private final ResourceArbiter arbiter = new ResourceArbiter(memory, vectors);

    private InterruptResource message(InterruptRequirement requirement) {
        return vectors.allocate(requirement, "a device").orElseThrow();
    }

    @Test
    void shouldAlignWindowsAndFillTheGaps() {
        assertEquals(BASE, memory.allocate(MemoryRequirement.window(0x1000)).orElseThrow().start());
        assertEquals(BASE + 0x4000, memory.allocate(MemoryRequirement.window(0x4000)).orElseThrow().start());
        assertEquals(BASE + 0x2000, memory.allocate(MemoryRequirement.window(0x2000)).orElseThrow().start());
        assertEquals(BASE + 0x1000, memory.allocate(MemoryRequirement.window(0x1000)).orElseThrow().start());
        assertEquals(BASE + 0x8000, memory.allocate(MemoryRequirement.window(0x8000)).orElseThrow().start());
        assertEquals(Optional.empty(), memory.allocate(MemoryRequirement.window(1)));
        memory.release(new MemoryResource(BASE + 0x2000, 0x2000));
        assertEquals(BASE + 0x3000,
                memory.allocate(new MemoryRequirement(0x100, 0x100, BASE + 0x2F01, 0xFFFF_FFFFL)).orElseThrow()
                        .start());
    }

    @Test
    void shouldKeepToTheLimitsOfARequirement() {
        MemoryResource window = memory.allocate(new MemoryRequirement(0x1000, 0x1000, BASE + 0x8001, BASE + 0x9FFF))
                .orElseThrow();
        assertEquals(BASE + 0x9000, window.start());
        assertEquals(Optional.empty(), memory.allocate(new MemoryRequirement(0x1000, 0x1000, 0, BASE - 1)));
        assertEquals(Optional.empty(), memory.allocate(new MemoryRequirement(0x1000, 3, 0, 0xFFFF_FFFFL)));
        assertEquals(Optional.empty(), memory.allocate(new MemoryRequirement(0, 1, 0, 0xFFFF_FFFFL)));
        assertEquals(Optional.empty(), memory.allocate(new MemoryRequirement(Long.MAX_VALUE, 1, 0, Long.MAX_VALUE)));
    }

    @Test
    @DisplayName("[PNP-6] a message goes to the CPU that the driver asked for, each with a vector of its own")
    void shouldHonourTheCpuThatWasAskedFor() {
        InterruptResource one = message(InterruptRequirement.message(0).targeting(1));
        InterruptResource two = message(InterruptRequirement.message(1).targeting(1));
        assertEquals(0b10, one.targetProcessors());
        assertEquals(0b10, two.targetProcessors());
        assertNotEquals(one.vector(), two.vector());
        assertEquals(1, two.message());
    }

    @Test
    @DisplayName("[PNP-6] a CPU that does not exist, or has no vector left, is replaced by the nearest legal choice")
    void shouldChooseAnotherCpuWhenTheOneAskedForIsNotThere() {
        message(InterruptRequirement.message(0).targeting(0));
        assertEquals(0b10, message(InterruptRequirement.message(0).targeting(5)).targetProcessors());
        for (int number = 1; number < 3; number++) {
            assertEquals(0b01, message(InterruptRequirement.message(number).targeting(0)).targetProcessors());
        }
        assertEquals(0b10, message(InterruptRequirement.message(3).targeting(0)).targetProcessors());
    }

    @Test
    void shouldSpreadMessagesThatMayGoAnywhere() {
        assertNotEquals(message(InterruptRequirement.message(0)).targetProcessors(),
                message(InterruptRequirement.message(1)).targetProcessors());
    }

    @Test
    void shouldShareLinesAndNeverRunOutOfThem() {
        List<InterruptResource> lines = new ArrayList<>();
        for (int device = 0; device < VectorArbiter.LINES + 1; device++) {
            lines.add(message(InterruptRequirement.line()));
        }
        assertEquals(VectorArbiter.LINES, lines.stream().map(InterruptResource::vector).distinct().count());
        assertEquals(0b11, lines.get(0).targetProcessors());
    }

    @Test
    @DisplayName("problem 12: what can not be met is named, and nothing is kept")
    void shouldAssignAllOrNothing() {
        List<InterruptRequirement> seven = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            seven.add(InterruptRequirement.message(number));
        }
        List<ResourceRequirement> needs = new ArrayList<>(seven);
        needs.add(0, MemoryRequirement.window(0x1000));
        NtStatusException refused = assertThrows(NtStatusException.class,
                () -> arbiter.assign(new ResourceRequirementsList(needs), "ROOT\\TOY\\0000"));
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, refused.status());
        assertTrue(refused.getMessage().contains("ROOT\\TOY\\0000") && refused.getMessage().contains("message=6"),
                refused.getMessage());
        assertEquals(0, memory.allocated());
        assertEquals(0, vectors.allocated());
    }

    @Test
    void shouldTakeEverythingBack() throws NtStatusException {
        ResourceList assigned = arbiter.assign(new ResourceRequirementsList(List.of(MemoryRequirement.window(64),
                InterruptRequirement.line(), InterruptRequirement.message(0))), "a device");
        assertEquals(3, assigned.resources().size());
        assertEquals(1, assigned.memory().size());
        arbiter.release(assigned);
        assertEquals(0, memory.allocated());
        assertEquals(0, vectors.allocated());
    }

    /** Has what it was given. */
    private static final class Device implements Tenant {
        private final ResourceRequirementsList needs;
        private ResourceList assigned = ResourceList.NONE;

        Device(ResourceRequirement... needs) {
            this.needs = new ResourceRequirementsList(List.of(needs));
        }

        @Override
        public String instanceId() {
            return "a device";
        }

        @Override
        public ResourceRequirementsList needs() {
            return needs;
        }

        @Override
        public ResourceList assigned() {
            return assigned;
        }

        @Override
        public void assign(ResourceList resources) {
            assigned = resources;
        }
    }

    private Device settle(ResourceRequirement... needs) throws NtStatusException {
        Device device = new Device(needs);
        device.assign(arbiter.assign(device.needs(), device.instanceId()));
        return device;
    }

    @Test
    @DisplayName("[PNP-5] who may be anywhere makes room for one that has no choice, and nobody else moves")
    void shouldMoveWhoHasMoreChoice() throws NtStatusException {
        Device first = settle(MemoryRequirement.window(0x1000));
        Device second = settle(MemoryRequirement.window(0x1000), InterruptRequirement.message(0));
        Device third = settle(MemoryRequirement.window(0x8000));
        Device newcomer = new Device(new MemoryRequirement(0x1000, 0x1000, BASE + 0x1000, BASE + 0x1FFF));
        assertEquals(List.of(second), arbiter.findRoom(newcomer.needs(), List.of(first, second, third)));
        assertEquals(List.of(), arbiter.findRoom(newcomer.needs(), List.of(first, third)));
        arbiter.reassign(List.of(second, newcomer));
        assertEquals(BASE + 0x1000, newcomer.assigned().memory().get(0).start());
        assertEquals(BASE + 0x2000, second.assigned().memory().get(0).start());
        assertEquals(1, second.assigned().interrupts().size());
    }

    @Test
    @DisplayName("[PNP-5] a reassignment that can not be met leaves all as it was")
    void shouldReassignAllOrNothing() throws NtStatusException {
        Device half = settle(MemoryRequirement.window(0x8000), InterruptRequirement.message(0));
        ResourceList before = half.assigned();
        Device twoHalves = new Device(MemoryRequirement.window(0x8000), MemoryRequirement.window(0x8000));
        assertThrows(NtStatusException.class, () -> arbiter.reassign(List.of(half, twoHalves)));
        assertEquals(before, half.assigned());
        assertEquals(ResourceList.NONE, twoHalves.assigned());
        assertEquals(1, memory.allocated());
        assertEquals(1, vectors.allocated());
    }

    @Test
    @DisplayName("a thousand devices that could move are looked through quickly")
    void shouldFindRoomAmongAThousandDevices() throws NtStatusException {
        List<Device> all = new ArrayList<>();
        for (int number = 0; number < 2048; number++) {
            all.add(settle(MemoryRequirement.window(0x20)));
        }
        List<Device> left = new ArrayList<>();
        for (int number = 0; number < all.size(); number++) {
            if (number % 2 == 0) {
                arbiter.release(all.get(number).assigned());
            } else {
                left.add(all.get(number));
            }
        }
        Device newcomer = new Device(MemoryRequirement.window(0x1000));
        List<Device> moving = arbiter.findRoom(newcomer.needs(), left);
        assertTrue(!moving.isEmpty() && moving.size() <= 256, moving.size() + " move");
        List<Device> together = new ArrayList<>(moving);
        together.add(newcomer);
        arbiter.reassign(together);
        assertEquals(0x1000, newcomer.assigned().memory().get(0).length());
    }
}
