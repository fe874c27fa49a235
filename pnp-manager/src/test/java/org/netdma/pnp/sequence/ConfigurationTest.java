// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.pnp.toy.ReadsParameterDriver;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.pnp.toy.VetoesRemovalDriver;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;

class ConfigurationTest {

    private final TestMachine machine = new TestMachine();

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    @DisplayName("the parameter rootEnumerated overrides the number of devices, up and down")
    void shouldAdjustTheNumberOfDevices() {
        machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.configure("TOY", Map.of("rootEnumerated", "3"));
        machine.awaitStarted("ROOT\\TOY\\0002");
        machine.configure("TOY", Map.of("rootEnumerated", 2));
        machine.await("one to go", () -> machine.pnp().device("ROOT\\TOY\\0002").isEmpty());
        machine.awaitStarted("ROOT\\TOY\\0001");
        machine.configure("TOY", Map.of());
        machine.await("another to go", () -> machine.pnp().device("ROOT\\TOY\\0001").isEmpty());
        machine.awaitStarted("ROOT\\TOY\\0000");
    }

    @Test
    @DisplayName("[PNP-12] new parameters: orderly removal, Unload after the last device, load, start")
    void shouldRestartDevicesWhenParametersChange() {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.await("the whole start", () -> driver.journal().size() == 6);
        machine.configure("TOY", Map.of("speed", "high"));
        machine.await("the whole restart", () -> driver.journal().size() == 15);
        assertEquals(List.of("QUERY_REMOVE_DEVICE ROOT\\TOY\\0000", "REMOVE_DEVICE ROOT\\TOY\\0000", "Unload",
                "DriverEntry", "AddDevice ROOT\\TOY\\0000"), driver.journal().subList(6, 11));
    }

    @Test
    void shouldNotRestartDevicesWhenNothingHasChanged() {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.configure("TOY", Map.of());
        machine.configure("OTHER", Map.of("speed", "high"));
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted("ROOT\\OTHER\\0000");
        assertEquals(1, driver.journal().stream().filter("DriverEntry"::equals).count());
    }

    @Test
    @DisplayName("a bad number of devices: problem 1, naming PID, parameter, value and what is expected")
    void shouldNotStartDevicesWhoseNumberIsNone() {
        machine.plug("OTHER", ToyDriver::new);
        machine.configure("TOY", Map.of("rootEnumerated", "many"));
        machine.plug("TOY", ToyDriver::new);
        DeviceInfo device = machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.NOT_CONFIGURED);
        assertTrue(device.problemText().contains("parameter rootEnumerated of TOY is 'many', expected a whole number "
                + "from 0 to 4096"), device.problemText());
        assertEquals(LoadState.FAILED, machine.driver("TOY").state());
        machine.awaitStarted("ROOT\\OTHER\\0000");
        machine.configure("TOY", Map.of("rootEnumerated", "1"));
        machine.awaitStarted("ROOT\\TOY\\0000");
    }

    @Test
    @DisplayName("a parameter that the driver refuses is named in the problem text; a good one starts the device")
    void shouldNameTheParameterThatADriverRefused() {
        machine.configure("TOY", Map.of("channels", "0"));
        machine.plug("TOY", ReadsParameterDriver::new);
        DeviceInfo device = machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.FAILED_ADD);
        assertTrue(device.problemText().contains("parameter channels of TOY is '0', expected a whole number from 1 to "
                + "16"), device.problemText());
        machine.configure("TOY", Map.of("channels", "0x10"));
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.configure("TOY", Map.of("mode", "slow"));
        device = machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.FAILED_ADD);
        assertTrue(device.problemText().contains("parameter mode of TOY is 'slow', expected fast or nothing"),
                device.problemText());
    }

    @Test
    @DisplayName("a device that vetoes its removal works on with its old parameters; problem 14")
    void shouldLeaveADeviceThatVetoesItsRestart() {
        ToyDriver driver = machine.plug("TOY", VetoesRemovalDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.configure("TOY", Map.of("rootEnumerated", 0));
        DeviceInfo device = machine.awaitProblem("ROOT\\TOY\\0000", ProblemCode.NEED_RESTART);
        assertEquals(DeviceState.STARTED, device.state());
        assertTrue(driver.journal().contains("CANCEL_REMOVE_DEVICE ROOT\\TOY\\0000"));
    }

    @Test
    @DisplayName("[PNP-12] a driver without devices is unloaded, and loaded again when one comes")
    void shouldUnloadADriverWithoutDevices() {
        ToyDriver driver = machine.plug("TOY", ToyDriver::new);
        machine.awaitStarted("ROOT\\TOY\\0000");
        machine.configure("TOY", Map.of("rootEnumerated", 0));
        machine.await("Unload", () -> driver.journal().contains("Unload"));
        machine.await("it to be staged", () -> machine.driver("TOY").state() == LoadState.STAGED);
        machine.configure("TOY", Map.of());
        machine.awaitStarted("ROOT\\TOY\\0000");
        assertEquals(2, driver.journal().stream().filter("DriverEntry"::equals).count());
    }
}
