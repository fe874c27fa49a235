// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.Slot;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.toy.VetoesRemovalDriver;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

class DisabledDevicesTest {

    private static final String TOY = "ROOT\\TOY\\0000";

    @TempDir
    private Path data;
    private TestMachine machine;

    @BeforeEach
    void boot() {
        machine = new TestMachine(Machine.withProcessors(2), TestMachine.PATIENT,
                Optional.of(data.resolve("sub").resolve("disabled")));
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private void reboot() {
        machine.close();
        boot();
    }

    @Test
    @DisplayName("[PNP-12, PNP-17] disabled: QUERY_REMOVE, REMOVE, Unload, problem 22; enabled: it starts")
    void shouldRemoveADisabledDevice() throws NtStatusException {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        machine.pnp().disable(TOY);
        assertEquals(List.of("QUERY_REMOVE_DEVICE " + TOY, "REMOVE_DEVICE " + TOY, "Unload"),
                driver.journal().subList(driver.journal().size() - 3, driver.journal().size()));
        assertEquals(ProblemCode.DISABLED, machine.device(TOY).problem());
        assertEquals(DeviceState.ENUMERATED, machine.device(TOY).state());
        machine.pnp().disable(TOY);
        machine.pnp().enable(TOY.toLowerCase(Locale.ROOT));
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
        machine.pnp().enable(TOY);
    }

    @Test
    @DisplayName("[PNP-17] a disabled device stays disabled over restarts of its driver and of the framework")
    void shouldStayDisabledOverRestarts() throws NtStatusException, IOException {
        ToyDriver driver = machine.plug("TOY", new ToyDriver(machine.io()), Map.of("rootEnumerated", 2L));
        machine.awaitStarted(TOY);
        machine.pnp().disable(TOY);
        machine.unplug(driver);
        machine.plug("TOY", new ToyDriver(machine.io()), Map.of("rootEnumerated", 2L));
        machine.awaitStarted("ROOT\\TOY\\0001");
        assertEquals(ProblemCode.DISABLED, machine.device(TOY).problem());
        reboot();
        ToyDriver again = machine.plug("TOY", new ToyDriver(machine.io()), Map.of("rootEnumerated", 2L));
        machine.awaitStarted("ROOT\\TOY\\0001");
        assertEquals(ProblemCode.DISABLED, machine.device(TOY).problem());
        assertFalse(again.journal().contains("AddDevice " + TOY));
        assertEquals(List.of(TOY), Files.readAllLines(data.resolve("sub").resolve("disabled")));
        machine.pnp().enable(TOY);
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
        reboot();
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
    }

    @Test
    @DisplayName("[PNP-17] a device of a slot stays disabled when it is pulled out and plugged in again")
    void shouldStayDisabledWhenPluggedInAgain() throws NtStatusException {
        machine.plug("TOY", new ToyDriver(machine.io()), Slot.served());
        String id = machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        machine.pnp().disable(id);
        machine.plugAndPlay().virtualPciBus().unplug(id);
        machine.plugAndPlay().virtualPciBus().plug(Slot.DEVICE);
        assertEquals(ProblemCode.DISABLED, machine.device(id).problem());
    }

    @Test
    @DisplayName("a driver that vetoes keeps its device enabled")
    void shouldNotDisableADeviceWhoseDriverVetoes() {
        machine.plug("TOY", VetoesRemovalDriver::new);
        machine.awaitStarted(TOY);
        for (NtStatusException vetoed : List.of(
                assertThrows(NtStatusException.class, () -> machine.pnp().disable(TOY)),
                assertThrows(NtStatusException.class, () -> machine.pnp().restart(TOY)))) {
            assertEquals(NtStatus.DEVICE_BUSY, vetoed.status());
        }
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
        assertFalse(Files.exists(data.resolve("sub")));
    }

    @Test
    @DisplayName("a restart removes and starts; a disabled device does not restart")
    void shouldRestartADevice() throws NtStatusException {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        machine.pnp().restart(TOY);
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
        assertEquals(2, driver.journal().stream().filter(("START_DEVICE " + TOY)::equals).count());
        machine.pnp().disable(TOY);
        assertEquals(NtStatus.INVALID_DEVICE_STATE,
                assertThrows(NtStatusException.class, () -> machine.pnp().restart(TOY)).status());
    }

    @Test
    @DisplayName("[PNP-15] a restart offers the device to the best driver there is")
    void shouldTakeTheBestDriverWhenRestarted() throws NtStatusException {
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        machine.plug("BETTER", "2.0.0", new ToyDriver(machine.io()), Map.of("hardwareIds", List.of("ROOT\\TOY")));
        machine.pnp().restart(TOY);
        assertEquals("BETTER", machine.device(TOY).driver());
    }

    @Test
    @DisplayName("a device that failed can be restarted, and disabled")
    void shouldRestartAndDisableAFailedDevice() throws NtStatusException {
        ToyDriver driver = machine.plug("TOY", RefusesStartDriver::new);
        machine.awaitProblem(TOY, ProblemCode.FAILED_START);
        machine.pnp().restart(TOY);
        assertEquals(ProblemCode.FAILED_START, machine.device(TOY).problem());
        assertEquals(2, driver.journal().stream().filter(("START_DEVICE " + TOY)::equals).count());
        machine.pnp().disable(TOY);
        assertEquals(ProblemCode.DISABLED, machine.device(TOY).problem());
        assertTrue(driver.journal().contains("Unload"));
    }
}
