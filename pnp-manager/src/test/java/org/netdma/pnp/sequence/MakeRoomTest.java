// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.MovableDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pci.PciDevice;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.MemoryResource;

/**
 * 1 MiB of register windows, of which every other 128 KiB are taken: half of it is free, in no piece as large as what a
 * new device needs.
 */
class MakeRoomTest {

    private static final PciDevice SMALL = Slot.DEVICE.withMemoryWindows(0x2_0000L).withMessageInterrupts(1);
    private static final PciDevice LARGE = Slot.DEVICE.withMemoryWindows(0x8_0000L).withMessageInterrupts(1);

    private final TestMachine machine = new TestMachine();
    private final VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
    private final MovableDriver driver = machine.plug("TOY", new MovableDriver(machine.io()), Slot.served());

    @AfterEach
    void close() {
        machine.close();
    }

    /** {@return the devices that are left} */
    private List<String> fragment() throws NtStatusException {
        List<String> all = bus.plugAll(Collections.nCopies(8, SMALL));
        for (int even = 0; even < 8; even += 2) {
            bus.unplug(all.get(even));
        }
        return List.of(all.get(1), all.get(3), all.get(5), all.get(7));
    }

    private List<String> asked(PnpMinorFunction minor) {
        String prefix = minor + " ";
        return driver.journal().stream().filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length())).toList();
    }

    private void assertWorking(List<String> ids) {
        List<MemoryResource> windows = new ArrayList<>();
        for (String id : ids) {
            DeviceInfo device = machine.device(id);
            assertEquals(DeviceState.STARTED, device.state(), device.toString());
            windows.addAll(device.resources().memory());
        }
        windows.sort(Comparator.comparingLong(MemoryResource::start));
        for (int next = 1; next < windows.size(); next++) {
            MemoryResource before = windows.get(next - 1);
            assertTrue(before.start() + before.length() <= windows.get(next).start(), windows.toString());
        }
    }

    private void assertNothingLeaks() throws NtStatusException {
        for (String id : bus.devices().keySet()) {
            bus.unplug(id);
        }
        assertWorking(List.of(bus.plug(Slot.DEVICE.withMemoryWindows(0x10_0000L).withMessageInterrupts(128))));
    }

    @Test
    @DisplayName("[PNP-5] as few devices as needed move so that a new one finds room: asked, stopped, restarted")
    void shouldMoveDevicesForANewOne() throws NtStatusException {
        List<String> ids = fragment();
        List<MemoryResource> before = ids.stream().map(id -> machine.device(id).resources().memory().get(0)).toList();
        String large = bus.plug(LARGE);
        List<String> all = new ArrayList<>(ids);
        all.add(large);
        assertWorking(all);
        List<String> moved = asked(PnpMinorFunction.STOP_DEVICE);
        assertEquals(2, moved.size(), moved.toString());
        for (int index = 0; index < ids.size(); index++) {
            MemoryResource now = machine.device(ids.get(index)).resources().memory().get(0);
            assertEquals(!moved.contains(ids.get(index)), now.equals(before.get(index)), ids.get(index));
        }
        List<String> expected = new ArrayList<>();
        for (PnpMinorFunction step : List.of(PnpMinorFunction.QUERY_STOP_DEVICE, PnpMinorFunction.STOP_DEVICE,
                PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS, PnpMinorFunction.START_DEVICE)) {
            moved.forEach(id -> expected.add(step + " " + id));
        }
        expected.add("START_DEVICE " + large);
        List<String> journal = driver.journal();
        int from = journal.indexOf("QUERY_STOP_DEVICE " + moved.get(0));
        assertEquals(expected, journal.subList(from, from + expected.size()));
        assertNothingLeaks();
    }

    @Test
    @DisplayName("[PNP-5, PNP-7] a veto cancels: all work on where they were, the new device has problem 12")
    void shouldLeaveAllWhereTheyAreAfterAVeto() throws NtStatusException {
        List<String> ids = fragment();
        ids.forEach(id -> driver.refuse(PnpMinorFunction.QUERY_STOP_DEVICE, id));
        driver.refuse(PnpMinorFunction.QUERY_REMOVE_DEVICE, ids.get(2));
        List<DeviceInfo> before = ids.stream().map(machine::device).toList();
        String large = bus.plug(LARGE);
        DeviceInfo refused = machine.device(large);
        assertEquals(ProblemCode.NORMAL_CONFLICT, refused.problem());
        assertTrue(refused.problemText().contains("these veto being stopped: [%s with %s, %s with %s]".formatted(
                ids.get(3), NtStatus.DEVICE_BUSY, ids.get(0), NtStatus.DEVICE_BUSY)), refused.problemText());
        assertEquals(before, ids.stream().map(machine::device).toList());
        assertEquals(List.of(ids.get(2), ids.get(3), ids.get(0)), asked(PnpMinorFunction.QUERY_STOP_DEVICE));
        assertEquals(List.of(ids.get(3), ids.get(2), ids.get(0)), asked(PnpMinorFunction.CANCEL_STOP_DEVICE),
                "the vetoing one is told, too, and first");
        assertEquals(List.of(), asked(PnpMinorFunction.STOP_DEVICE));
        ids.forEach(id -> driver.refuse(PnpMinorFunction.CANCEL_REMOVE_DEVICE, id));
        machine.pnp().restart(large);
        assertEquals(DeviceState.STARTED, machine.device(large).state());
    }

    @Test
    @DisplayName("[PNP-5] a veto is not the end: others move where that makes room, too, and the vetoing one stays")
    void shouldMoveOthersAfterAVeto() throws NtStatusException {
        List<String> ids = fragment();
        driver.refuse(PnpMinorFunction.QUERY_STOP_DEVICE, ids.get(3));
        DeviceInfo vetoing = machine.device(ids.get(3));
        List<String> all = new ArrayList<>(ids);
        all.add(bus.plug(LARGE));
        assertWorking(all);
        assertEquals(vetoing, machine.device(ids.get(3)));
        assertEquals(List.of(ids.get(0), ids.get(1)), asked(PnpMinorFunction.STOP_DEVICE));
        assertEquals(List.of(ids.get(3), ids.get(2)), asked(PnpMinorFunction.CANCEL_STOP_DEVICE));
        assertNothingLeaks();
    }

    @Test
    @DisplayName("[PNP-16] problem 12 goes by itself when room appears, and not before: others go, or are disabled")
    void shouldStartWhenRoomAppears() throws NtStatusException {
        List<String> ids = fragment();
        ids.forEach(id -> driver.refuse(PnpMinorFunction.QUERY_STOP_DEVICE, id));
        String large = bus.plug(LARGE);
        int tries = Collections.frequency(driver.journal(), "AddDevice " + large);
        bus.unplug(ids.get(0));
        assertEquals(ProblemCode.NORMAL_CONFLICT, machine.device(large).problem(), "not yet");
        assertEquals(tries, Collections.frequency(driver.journal(), "AddDevice " + large), "nobody is called in vain");
        machine.pnp().disable(ids.get(1));
        assertWorking(List.of(ids.get(2), ids.get(3), large));
        assertEquals(ProblemCode.NONE, machine.device(large).problem());
        assertNothingLeaks();
    }

    @Test
    @DisplayName("[PNP-16] problem 12 goes by itself when a person moves the others together")
    void shouldStartWhenOthersAreMovedTogether() throws NtStatusException {
        List<String> ids = fragment();
        ids.forEach(id -> driver.refuse(PnpMinorFunction.QUERY_STOP_DEVICE, id));
        String large = bus.plug(LARGE);
        for (String id : ids) {
            assertEquals(ProblemCode.NORMAL_CONFLICT, machine.device(large).problem());
            driver.refuse(PnpMinorFunction.CANCEL_REMOVE_DEVICE, id);
            machine.pnp().rebalance(id);
        }
        List<String> all = new ArrayList<>(ids);
        all.add(large);
        assertWorking(all);
    }

    @Test
    @DisplayName("[PNP-18] one that does not start again is removed, problem 10; the others and the new one work")
    void shouldRemoveADeviceThatDoesNotStartAgain() throws NtStatusException {
        List<String> ids = fragment();
        driver.refuse(PnpMinorFunction.START_DEVICE, ids.get(2));
        String large = bus.plug(LARGE);
        assertEquals(ProblemCode.FAILED_START, machine.device(ids.get(2)).problem());
        assertEquals(List.of(ids.get(2)), asked(PnpMinorFunction.SURPRISE_REMOVAL).stream()
                .filter(ids::contains).toList());
        assertTrue(asked(PnpMinorFunction.REMOVE_DEVICE).contains(ids.get(2)));
        assertWorking(List.of(ids.get(0), ids.get(1), ids.get(3), large));
        assertNothingLeaks();
    }

    @Test
    @DisplayName("[PNP-5] one that fails to filter after the stop is removed; the others and the new one work")
    void shouldRemoveADeviceThatFailsToFilter() throws NtStatusException {
        List<String> ids = fragment();
        driver.refuse(PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS, ids.get(3));
        String large = bus.plug(LARGE);
        assertEquals(ProblemCode.FAILED_START, machine.device(ids.get(3)).problem());
        assertWorking(List.of(ids.get(0), ids.get(1), ids.get(2), large));
        assertNothingLeaks();
    }

    @Test
    @DisplayName("[PNP-5] drivers that want more at a rebalance: all start as they were, the new device has problem 12")
    void shouldStartAllAsTheyWereWhenTheirNeedsHaveGrown() throws NtStatusException {
        List<String> ids = fragment();
        ids.forEach(driver::grow);
        List<DeviceInfo> before = ids.stream().map(machine::device).toList();
        DeviceInfo large = machine.device(bus.plug(LARGE));
        assertEquals(ProblemCode.NORMAL_CONFLICT, large.problem());
        assertTrue(large.problemText().contains("none is free"), large.problemText());
        assertEquals(before, ids.stream().map(machine::device).toList());
        assertEquals(2, asked(PnpMinorFunction.STOP_DEVICE).size());
        assertNothingLeaks();
    }

    @Test
    @DisplayName("problem 12 at once, nobody asked: where moving does not help, or those that would move sleep")
    void shouldAskNobodyInVain() throws NtStatusException {
        List<String> ids = fragment();
        assertEquals(ProblemCode.NORMAL_CONFLICT, machine.device(bus.plug(
                Slot.DEVICE.withMemoryWindows(0x8_0000L, 0x2_0000L))).problem(), "more than there is");
        assertEquals(ProblemCode.NORMAL_CONFLICT, machine.device(bus.plug(LARGE.withMessageInterrupts(1000)))
                .problem(), "vectors are missing");
        for (String id : ids) {
            machine.pnp().setPower(id, DevicePowerState.D3);
        }
        assertEquals(ProblemCode.NORMAL_CONFLICT, machine.device(bus.plug(LARGE)).problem());
        assertEquals(List.of(), asked(PnpMinorFunction.STOP_DEVICE));
        for (String id : ids) {
            assertNotEquals(DeviceState.FAILED, machine.device(id).state());
        }
    }

    @Test
    @DisplayName("windows that find room in separate pieces move nobody")
    void shouldMoveNobodyWithoutNeed() throws NtStatusException {
        List<String> filling = bus.plugAll(Collections.nCopies(4, Slot.DEVICE.withMemoryWindows(0x4_0000L)));
        bus.unplug(filling.get(0));
        bus.unplug(filling.get(3));
        String two = bus.plug(Slot.DEVICE.withMemoryWindows(0x4_0000L, 0x4_0000L));
        assertWorking(List.of(filling.get(1), filling.get(2), two));
        assertEquals(List.of(), asked(PnpMinorFunction.QUERY_STOP_DEVICE), "two pieces will do");
    }
}
