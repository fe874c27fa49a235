// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.pnp.toy.InterruptedDriver;
import org.netdma.pnp.toy.PulledOutDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceState;

class SurpriseRemovalTest {

    private final TestMachine machine = new TestMachine();
    private final VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();

    @AfterEach
    void close() {
        machine.close();
    }

    private void pullOut(String instanceId) {
        try {
            bus.unplug(instanceId);
        } catch (NtStatusException refused) {
            assertEquals(NtStatus.NO_SUCH_DEVICE, refused.status(), refused.getMessage());
        }
    }

    /** Takes a device through its whole life, whatever comes of each step. */
    private void live(String id) {
        for (Step step : List.<Step>of(() -> machine.pnp().rebalance(id), () -> machine.pnp().eject(id),
                () -> machine.pnp().rescan(), () -> bus.unplug(id))) {
            try {
                step.take();
            } catch (NtStatusException noMoreThere) {
                assertFalse(noMoreThere.getMessage().isEmpty());
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws NtStatusException;
    }

    private void pullOutDuring(Optional<PnpMinorFunction> during, PnpMinorFunction refuses) throws NtStatusException {
        PulledOutDriver driver = machine.plug("TOY",
                new PulledOutDriver(machine.io(), during, refuses, this::pullOut), Slot.served());
        String id = bus.plug(Slot.DEVICE.withMemoryWindows(0x10_0000L).withMessageInterrupts(4));
        live(id);
        machine.await("the hardware to be pulled out", driver::isPulledOut);
        assertTrue(machine.pnp().device(id).isEmpty());
        List<String> journal = driver.journal();
        assertEquals(Collections.frequency(journal, "AddDevice " + id), Collections.frequency(journal,
                "REMOVE_DEVICE " + id), journal.toString());
        assertEquals(Collections.frequency(journal, "DriverEntry"), Collections.frequency(journal, "Unload"));
        assertEquals("Unload", journal.get(journal.size() - 1));
        machine.unplug(driver);
        machine.plug("NEXT", new ToyDriver(machine.io()), Slot.served());
        assertEquals(DeviceState.STARTED, machine.device(bus.plug(Slot.DEVICE.withMemoryWindows(0x10_0000L)
                .withMessageInterrupts(128))).state(), "all resources are free again");
    }

    @ParameterizedTest
    @EnumSource(names = {"START_DEVICE", "QUERY_REMOVE_DEVICE", "REMOVE_DEVICE", "STOP_DEVICE", "QUERY_STOP_DEVICE",
        "QUERY_CAPABILITIES", "FILTER_RESOURCE_REQUIREMENTS", "QUERY_PNP_DEVICE_STATE", "SURPRISE_REMOVAL"})
    @DisplayName("[PNP-11, PNP-18] hardware that goes while its driver handles a request is removed once, all freed")
    void shouldRemoveADeviceInEveryState(PnpMinorFunction during) throws NtStatusException {
        pullOutDuring(Optional.of(during), null);
    }

    @Test
    @DisplayName("[PNP-11] hardware that goes during AddDevice")
    void shouldRemoveADeviceDuringAddDevice() throws NtStatusException {
        pullOutDuring(Optional.empty(), null);
    }

    @Test
    @DisplayName("[PNP-11] hardware that goes after a veto")
    void shouldRemoveADeviceAfterAVeto() throws NtStatusException {
        pullOutDuring(Optional.of(PnpMinorFunction.CANCEL_REMOVE_DEVICE), PnpMinorFunction.QUERY_REMOVE_DEVICE);
    }

    @Test
    @DisplayName("[PNP-11] between SURPRISE_REMOVAL and REMOVE the device object stays, and gets nothing else")
    void shouldKeepTheDeviceObjectUntilRemove() throws NtStatusException {
        List<String> seen = new CopyOnWriteArrayList<>();
        ToyDriver driver = machine.plug("TOY", new ToyDriver(machine.io()) {
            @Override
            protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
                if (minor == PnpMinorFunction.SURPRISE_REMOVAL || minor == PnpMinorFunction.REMOVE_DEVICE) {
                    seen.add(machine.device(fdo.instanceId()).state() + " " + fdo.name());
                }
                return super.dispatchPnp(fdo, irp, minor);
            }
        }, Slot.served());
        String id = bus.plug(Slot.DEVICE);
        bus.unplug(id);
        assertEquals(Collections.nCopies(2, "SURPRISE_REMOVED FDO of " + id), seen);
        assertEquals(List.of("SURPRISE_REMOVAL " + id, "REMOVE_DEVICE " + id, "Unload"),
                driver.journal().subList(driver.journal().size() - 3, driver.journal().size()));
    }

    @Test
    @DisplayName("[PNP-11] a device that is powered down, disabled, failed or ejected can be pulled out, too")
    void shouldPullOutWhatDoesNotWork() throws NtStatusException {
        machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        String off = bus.plug(Slot.DEVICE);
        String disabled = bus.plug(Slot.DEVICE);
        String failed = bus.plug(Slot.DEVICE.withMemoryWindows(0x4000_0000L));
        String ejected = bus.plug(Slot.DEVICE);
        machine.pnp().setPower(off, DevicePowerState.D3);
        machine.pnp().disable(disabled);
        machine.pnp().eject(ejected);
        assertEquals(DeviceState.FAILED, machine.device(failed).state());
        for (String id : List.of(off, disabled, failed, ejected)) {
            bus.unplug(id);
            assertTrue(machine.pnp().device(id).isEmpty(), id);
        }
    }

    @Test
    @DisplayName("a thousand times plugged in and pulled out: threads, resources and tree are as before")
    void shouldLeaveNothingBehindAfterAThousandCycles() throws NtStatusException {
        machine.plug("TOY", new InterruptedDriver(machine.io()), Slot.served());
        int threads = 0;
        for (int cycle = 0; cycle < 1000; cycle++) {
            bus.unplug(bus.plug(Slot.DEVICE.withMemoryWindows(0x10_0000L).withMessageInterrupts(4)));
            threads = cycle == 0 ? Thread.activeCount() : threads;
        }
        assertEquals(threads, Thread.activeCount());
        assertEquals(2, machine.pnp().devices().size());
        assertEquals(Map.of(), bus.devices());
    }
}
