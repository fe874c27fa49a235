// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.PoweredDriver;
import org.netdma.pnp.toy.PoweredDriver.Refuses;
import org.netdma.pnp.toy.RefusesStartDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.toy.UnplugsDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;

class PowerSequenceTest {

    private static final String TOY = "ROOT\\TOY\\0000";

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    private PoweredDriver plug(Refuses refuses) {
        PoweredDriver driver = machine.plug("TOY", io -> new PoweredDriver(io, refuses));
        machine.awaitStarted(TOY);
        return driver;
    }

    private void setPower(DevicePowerState state) throws NtStatusException {
        machine.pnp().setPower(TOY, state);
        assertEquals(state, machine.device(TOY).powerState());
        assertEquals(DeviceState.STARTED, machine.device(TOY).state());
    }

    private NtStatusException refused(String device, DevicePowerState state) {
        return assertThrows(NtStatusException.class, () -> machine.pnp().setPower(device, state));
    }

    private static List<String> tail(ToyDriver driver, int lines) {
        return driver.journal().subList(driver.journal().size() - lines, driver.journal().size());
    }

    @Test
    @DisplayName("[PWR-1, PWR-2, PNP-4] QUERY_POWER and SET_POWER to D3, SET_POWER to D0, all on the PnP thread")
    void shouldSendPowerRequests() throws NtStatusException {
        PoweredDriver driver = plug(Refuses.NOTHING);
        setPower(DevicePowerState.D3);
        setPower(DevicePowerState.D3);
        setPower(DevicePowerState.D0);
        setPower(DevicePowerState.D0);
        assertEquals(List.of("QUERY_POWER D3 " + TOY, "SET_POWER D3 " + TOY, "SET_POWER D0 " + TOY), tail(driver, 3));
        assertEquals(Set.of("netdma-pnp"), Set.copyOf(driver.threads()));
        assertTrue(machine.pnp().irps(TOY).stream().anyMatch(irp -> irp.request().equals("POWER/SET_POWER")));
    }

    @Test
    @DisplayName("a driver that refuses QUERY_POWER keeps its device in D0 and gets no SET_POWER")
    void shouldHonourARefusal() {
        PoweredDriver driver = plug(Refuses.QUERY);
        NtStatusException refused = refused(TOY, DevicePowerState.D3);
        assertEquals(NtStatus.DEVICE_BUSY, refused.status());
        assertTrue(refused.getMessage().contains("QUERY_POWER to D3 of " + TOY), refused.getMessage());
        assertEquals(DevicePowerState.D0, machine.device(TOY).powerState());
        assertEquals(List.of("QUERY_POWER D3 " + TOY), tail(driver, 1));
    }

    @Test
    @DisplayName("a SET_POWER that fails leaves the device where it was, and can be tried again")
    void shouldStayWhereItIsWhenSetPowerFails() throws NtStatusException {
        PoweredDriver driver = plug(Refuses.DOWN);
        assertEquals(NtStatus.DEVICE_BUSY, refused(TOY, DevicePowerState.D3).status());
        assertEquals(DevicePowerState.D0, machine.device(TOY).powerState());
        driver.refuse(Refuses.UP);
        setPower(DevicePowerState.D3);
        assertEquals(NtStatus.DEVICE_BUSY, refused(TOY, DevicePowerState.D0).status());
        assertEquals(DevicePowerState.D3, machine.device(TOY).powerState());
        driver.refuse(Refuses.NOTHING);
        setPower(DevicePowerState.D0);
    }

    @Test
    @DisplayName("a driver that does nothing about power leaves it to the bus")
    void shouldPassPowerRequestsDownForADriverWithoutDispatch() throws NtStatusException {
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted(TOY);
        setPower(DevicePowerState.D3);
        setPower(DevicePowerState.D0);
    }

    @Test
    @DisplayName("only a started device that is there changes its power state; the root never does")
    void shouldRefuseDevicesThatAreNotStarted() {
        machine.plug("TOY", RefusesStartDriver::new);
        machine.awaitProblem(TOY, ProblemCode.FAILED_START);
        assertEquals(NtStatus.INVALID_DEVICE_STATE, refused(TOY, DevicePowerState.D3).status());
        assertEquals(NtStatus.NO_SUCH_DEVICE, refused("ROOT\\NOBODY\\0000", DevicePowerState.D3).status());
        assertEquals(NtStatus.INVALID_DEVICE_REQUEST, refused("HTREE\\ROOT\\0", DevicePowerState.D3).status());
    }

    @Test
    @DisplayName("a device that is powered down can be removed, and comes back in D0")
    void shouldRemoveADeviceThatIsPoweredDown() throws NtStatusException {
        PoweredDriver driver = plug(Refuses.NOTHING);
        setPower(DevicePowerState.D3);
        machine.unplug(driver);
        assertEquals(List.of("SET_POWER D3 " + TOY, "QUERY_REMOVE_DEVICE " + TOY, "REMOVE_DEVICE " + TOY, "Unload"),
                tail(driver, 4));
        plug(Refuses.NOTHING);
        assertEquals(DevicePowerState.D0, machine.device(TOY).powerState());
    }

    @Test
    @DisplayName("a device that restarts while it is powered down works again")
    void shouldWorkAgainAfterARestart() throws NtStatusException {
        plug(Refuses.NOTHING);
        setPower(DevicePowerState.D3);
        machine.configure("TOY", Map.of("speed", "high"));
        machine.await("the restart", () -> machine.pnp().device(TOY).filter(device ->
                device.state() == DeviceState.STARTED && device.powerState() == DevicePowerState.D0).isPresent());
    }

    @Test
    @DisplayName("[PNP-4] a driver's own routine can not wait for a power request")
    void shouldRefuseARequestFromADriversRoutine() {
        plug(Refuses.NOTHING);
        AtomicReference<NtStatus> status = new AtomicReference<>();
        machine.plug("ASKS", io -> new UnplugsDriver(io, () ->
                status.set(refused(TOY, DevicePowerState.D3).status())));
        machine.awaitStarted("ROOT\\ASKS\\0000");
        assertEquals(NtStatus.INVALID_DEVICE_REQUEST, status.get());
        assertFalse(machine.pnp().irps(TOY).stream().anyMatch(irp -> irp.request().startsWith("POWER")));
    }
}
