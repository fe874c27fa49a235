// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.BlocksDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

/** The problems of devices that come and go; those of failed steps are tested with their steps. */
class ProblemCodesTest {

    private static final String TOY = "ROOT\\TOY\\0000";

    private TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    /** Writes down which problem people see while it handles a request. */
    private final class WatchedDriver extends ToyDriver {
        private final List<String> seen = new CopyOnWriteArrayList<>();
        private volatile boolean vetoes;

        WatchedDriver(IoManager io) {
            super(io);
        }

        @Override
        protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
            seen.add(minor + " " + machine.device(fdo.instanceId()).problem().number());
            return minor == PnpMinorFunction.QUERY_REMOVE_DEVICE && vetoes ? complete(irp, NtStatus.DEVICE_BUSY)
                    : super.dispatchPnp(fdo, irp, minor);
        }

        List<String> last(int count) {
            return seen.subList(seen.size() - count, seen.size());
        }
    }

    @Test
    @DisplayName("problem 21 from the moment the drivers agreed to an orderly removal, until they have let go")
    void shouldShowThatADeviceIsBeingRemoved() throws NtStatusException {
        WatchedDriver driver = machine.plug("TOY", WatchedDriver::new);
        machine.awaitStarted(TOY);
        machine.pnp().disable(TOY);
        assertEquals(List.of("QUERY_REMOVE_DEVICE 0", "REMOVE_DEVICE 21"), driver.last(2));
        assertEquals(ProblemCode.DISABLED, machine.device(TOY).problem());
    }

    @Test
    @DisplayName("problem 21 goes with a removal that is cancelled, and the problem before it is back")
    void shouldForgetThatADeviceWasToBeRemoved() throws NtStatusException {
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        WatchedDriver driver = machine.plug("TOY", new WatchedDriver(machine.io()), Slot.served());
        List<String> ids = bus.plugAll(List.of(Slot.DEVICE, Slot.DEVICE));
        driver.vetoes = true;
        machine.configure("TOY", Map.of("speed", "high"));
        ids.forEach(id -> machine.awaitProblem(id, ProblemCode.NEED_RESTART));
        assertThrows(NtStatusException.class, () -> machine.pnp().disable("ROOT\\NETDMA_PCI_BUS\\0000"));
        assertTrue(driver.seen.contains("CANCEL_REMOVE_DEVICE 14"), driver.seen.toString());
        ids.forEach(id -> assertEquals(ProblemCode.NEED_RESTART, machine.device(id).problem()));
        driver.vetoes = false;
        machine.pnp().restart(ids.get(0));
        assertEquals(ProblemCode.NONE, machine.device(ids.get(0)).problem());
    }

    @Test
    @DisplayName("[PNP-14] problem 21 while a device is removed because its driver's bundle goes")
    void shouldShowThatADeviceGoesWithItsDriver() {
        WatchedDriver driver = machine.plug("TOY", WatchedDriver::new);
        machine.awaitStarted(TOY);
        driver.vetoes = true;
        machine.unplug(driver);
        assertEquals(List.of("SURPRISE_REMOVAL 21", "REMOVE_DEVICE 21"), driver.last(2));
    }

    @Test
    @DisplayName("[PNP-11] problem 24 while a device is removed whose hardware is gone, and ever after")
    void shouldShowThatADeviceIsNotThere() throws NtStatusException {
        List<DeviceInfo> told = new CopyOnWriteArrayList<>();
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        WatchedDriver driver = machine.plug("TOY", new WatchedDriver(machine.io()), Slot.served());
        String id = bus.plug(Slot.DEVICE);
        machine.plugAndPlay().observe(change -> told.add(change.device()));
        bus.unplug(id);
        assertEquals(List.of("SURPRISE_REMOVAL 24", "REMOVE_DEVICE 24"), driver.last(2));
        DeviceInfo last = told.get(told.size() - 1);
        assertEquals(DeviceState.NOT_PRESENT, last.state());
        assertEquals(ProblemCode.DEVICE_NOT_THERE, last.problem());
    }

    @Test
    @DisplayName("problem 24 of a device whose driver finds no hardware")
    void shouldShowThatADriverFindsNoHardware() {
        machine.plug("TOY", io -> new ToyDriver(io) {
            @Override
            protected NtStatus start(DeviceObject fdo) {
                return NtStatus.NO_SUCH_DEVICE;
            }
        });
        DeviceInfo device = machine.awaitProblem(TOY, ProblemCode.DEVICE_NOT_THERE);
        assertEquals(DeviceState.FAILED, device.state());
        assertTrue(device.problemText().contains("driver TOY") && device.problemText().contains("START_DEVICE"),
                device.problemText());
    }

    @Test
    @DisplayName("[PNP-4, PNP-15] problem 38 while a thread is in a driver that served it before; then it starts")
    void shouldNotServeADeviceTwice() throws NtStatusException {
        machine.close();
        machine = new TestMachine(TestMachine.IMPATIENT);
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        BlocksDriver stuck = machine.plug("TOY", new BlocksDriver(machine.io(), BlocksDriver.Where.START),
                Slot.served());
        String id = bus.plug(Slot.DEVICE);
        assertEquals(ProblemCode.FAILED_START, machine.device(id).problem());
        machine.pnp().restart(id);
        assertEquals(ProblemCode.DRIVER_FAILED_PRIOR_UNLOAD, machine.device(id).problem());
        machine.unplug(stuck);
        ToyDriver next = machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        String other = bus.plug(Slot.DEVICE);
        assertEquals(DeviceState.STARTED, machine.device(other).state(), "it is another device");
        assertEquals(ProblemCode.DRIVER_FAILED_PRIOR_UNLOAD, machine.device(id).problem());
        assertTrue(next.journal().stream().noneMatch(line -> line.endsWith(id)), next.journal().toString());
        stuck.release();
        machine.awaitStarted(id);
        assertEquals(ProblemCode.NONE, machine.device(id).problem());
    }
}
