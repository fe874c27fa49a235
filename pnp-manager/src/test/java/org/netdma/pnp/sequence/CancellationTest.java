// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.PendsDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.IrpTrace;
import org.netdma.wdm.pnp.ProblemCode;

class CancellationTest {

    private static final String TOY = "ROOT\\TOY\\0000";

    private TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    private void becomeImpatient() {
        machine.close();
        machine = new TestMachine(TestMachine.IMPATIENT);
    }

    private IrpTrace last(String instanceId, PnpMinorFunction minor) {
        return machine.pnp().irps(instanceId).stream().filter(irp -> irp.request().equals("PNP/" + minor))
                .reduce((first, second) -> second).orElseThrow();
    }

    @Test
    @DisplayName("[PNP-9] an IRP that takes too long is cancelled: its driver completes it, then REMOVE_DEVICE")
    void shouldCancelAnIrpThatTakesTooLong() {
        becomeImpatient();
        ToyDriver driver = machine.plug("TOY", io -> new PendsDriver(io, PnpMinorFunction.START_DEVICE));
        DeviceInfo device = machine.awaitProblem(TOY, ProblemCode.FAILED_START);
        assertTrue(device.problemText().contains("was not completed in time [PNP-9]"), device.problemText());
        assertTrue(device.problemText().contains(NtStatus.IO_TIMEOUT.toString()), device.problemText());
        List<String> journal = driver.journal();
        assertEquals(List.of("START_DEVICE " + TOY, "cancel START_DEVICE " + TOY, "REMOVE_DEVICE " + TOY),
                journal.subList(journal.indexOf("START_DEVICE " + TOY), journal.size()));
        assertEquals(List.of("netdma-pnp"), driver.threads().stream().distinct().toList(), "[PNP-4]");
        assertEquals(NtStatus.CANCELLED, last(TOY, PnpMinorFunction.START_DEVICE).status());
        assertEquals("driver TOY", last(TOY, PnpMinorFunction.START_DEVICE).completedBy());
    }

    @Test
    @DisplayName("[PNP-9, PNP-11] hardware pulled out under a pending IRP: that is cancelled at once, the device goes")
    void shouldCancelThePendingIrpOfADeviceThatIsPulledOut() throws Exception {
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        ToyDriver driver = machine.plug("TOY", new PendsDriver(machine.io(), PnpMinorFunction.START_DEVICE),
                Slot.served());
        String id = Slot.id(0);
        CompletableFuture<String> plugged = CompletableFuture.supplyAsync(() -> plug(bus));
        machine.await("START_DEVICE to be pending", () -> driver.journal().contains("START_DEVICE " + id));
        bus.unplug(id);
        assertEquals(id, plugged.get(60, TimeUnit.SECONDS));
        assertTrue(machine.pnp().device(id).isEmpty());
        List<String> journal = driver.journal();
        assertEquals(List.of("START_DEVICE " + id, "cancel START_DEVICE " + id, "REMOVE_DEVICE " + id, "Unload"),
                journal.subList(journal.indexOf("START_DEVICE " + id), journal.size()));
        assertEquals(NtStatus.CANCELLED, last(id, PnpMinorFunction.START_DEVICE).status());
        assertTrue(machine.pnp().life(id).orElseThrow().steps().stream()
                .anyMatch(step -> step.text().equals("CancelRoutine of START_DEVICE")));
    }

    private static String plug(VirtualPciBus bus) {
        try {
            return bus.plug(Slot.DEVICE);
        } catch (NtStatusException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    @DisplayName("[PNP-11] a file that goes pulls its device out, and cancels what that is waiting for")
    void shouldCancelThePendingIrpOfADeviceWhoseFileGoes() {
        ToyDriver driver = machine.plug("TOY", new PendsDriver(machine.io(), PnpMinorFunction.START_DEVICE),
                Slot.served());
        machine.plugAndPlay().pciDeviceFiles().appeared("a", Map.of("vendor", "0x1234", "device", "0x0D3A"));
        machine.await("START_DEVICE to be pending", () -> driver.journal().contains("START_DEVICE " + Slot.id(0)));
        machine.plugAndPlay().pciDeviceFiles().vanished("a");
        machine.await("the device to go", () -> machine.pnp().device(Slot.id(0)).isEmpty());
        assertTrue(driver.journal().contains("cancel START_DEVICE " + Slot.id(0)));
    }

    @Test
    @DisplayName("[PNP-7, PNP-11] SURPRISE_REMOVAL is not cancelled by the removal that it belongs to")
    void shouldNotCancelTheRemovalItself() throws NtStatusException {
        becomeImpatient();
        VirtualPciBus bus = machine.plugAndPlay().virtualPciBus();
        ToyDriver driver = machine.plug("TOY", new PendsDriver(machine.io(), PnpMinorFunction.SURPRISE_REMOVAL),
                Slot.served());
        String id = bus.plug(Slot.DEVICE);
        assertEquals(DeviceState.STARTED, machine.device(id).state());
        long before = System.nanoTime();
        bus.unplug(id);
        assertTrue(System.nanoTime() - before >= TestMachine.IMPATIENT.drain().toNanos(), "it had its time");
        assertTrue(driver.journal().contains("cancel SURPRISE_REMOVAL " + id));
        assertTrue(machine.pnp().device(id).isEmpty());
    }

    @Test
    @DisplayName("[PNP-11] a device that can not be pulled out is not taken for gone")
    void shouldNotCancelForADeviceThatStays() {
        becomeImpatient();
        ToyDriver driver = machine.plug("TOY", io -> new PendsDriver(io, PnpMinorFunction.START_DEVICE));
        machine.await("START_DEVICE to be pending", () -> driver.journal().contains("START_DEVICE " + TOY));
        assertEquals(NtStatus.NO_SUCH_DEVICE, assertThrows(NtStatusException.class,
                () -> machine.plugAndPlay().virtualPciBus().unplug(TOY)).status());
        DeviceInfo device = machine.awaitProblem(TOY, ProblemCode.FAILED_START);
        assertTrue(device.problemText().contains("was not completed in time [PNP-9]"), device.problemText());
    }
}
