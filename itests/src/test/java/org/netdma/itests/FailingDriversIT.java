// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.itests.drivers.IllegalCharacteristicsDriver;
import org.netdma.itests.drivers.Journal;
import org.netdma.itests.drivers.NoAddDeviceDriver;
import org.netdma.itests.drivers.NoUnloadDriver;
import org.netdma.itests.drivers.RefusesAddDeviceDriver;
import org.netdma.itests.drivers.RefusesDriverEntryDriver;
import org.netdma.itests.drivers.RefusesFirstDeviceDriver;
import org.netdma.itests.drivers.RefusesRemoveDriver;
import org.netdma.itests.drivers.RefusesStartDriver;
import org.netdma.itests.drivers.StaleRegistrationDriver;
import org.netdma.itests.drivers.ThrowsInAddDeviceDriver;
import org.netdma.itests.drivers.ThrowsInDriverEntryDriver;
import org.netdma.itests.drivers.ThrowsInStartDriver;
import org.netdma.itests.drivers.ThrowsInUnloadDriver;
import org.netdma.itests.drivers.WellBehavedDriver;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.DriverInfo.LoadState;
import org.netdma.wdm.pnp.ProblemCode;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What becomes of drivers that fail, throw, or are none; a well-behaved one works on beside each of them. */
@InFelix({NetDmaOptions.class, TestBundles.class})
class FailingDriversIT {

    private static final String WELL_BEHAVED = "ROOT\\WELL_BEHAVED\\0000";

    private Machine machine;
    private Journal journal;

    @BeforeEach
    void startTheWellBehaved(BundleContext context) throws Exception {
        machine = new Machine(context);
        journal = Journal.open(context);
        machine.installAndStart(TestBundles.toy(WellBehavedDriver.class));
        machine.awaitStarted(WELL_BEHAVED);
        journal.clear();
    }

    @AfterEach
    void shouldLeaveTheWellBehavedAlone() throws Exception {
        try {
            machine.awaitStarted(WELL_BEHAVED);
            assertFalse(journal.lines().contains("REMOVE_DEVICE " + WELL_BEHAVED), journal.lines()::toString);
        } finally {
            machine.uninstallDrivers();
            journal.close();
        }
        machine.awaitGone(WELL_BEHAVED);
    }

    static Stream<Arguments> failing() {
        return Stream.of(
                arguments(RefusesDriverEntryDriver.class, ProblemCode.FAILED_DRIVER_ENTRY, "PNP-2", "DriverEntry"),
                arguments(ThrowsInDriverEntryDriver.class, ProblemCode.FAILED_DRIVER_ENTRY, "PNP-2", "DriverEntry"),
                arguments(NoAddDeviceDriver.class, ProblemCode.DRIVER_FAILED_LOAD, "PNP-1", "DriverEntry"),
                arguments(NoUnloadDriver.class, ProblemCode.DRIVER_FAILED_LOAD, "PNP-1", "DriverEntry"),
                arguments(RefusesAddDeviceDriver.class, ProblemCode.FAILED_ADD, "PNP-3", "AddDevice"),
                arguments(ThrowsInAddDeviceDriver.class, ProblemCode.FAILED_ADD, "PNP-3", "AddDevice"),
                arguments(RefusesStartDriver.class, ProblemCode.FAILED_START, "START_DEVICE", "REMOVE_DEVICE"),
                arguments(ThrowsInStartDriver.class, ProblemCode.FAILED_START, "START_DEVICE", "REMOVE_DEVICE"));
    }

    @ParameterizedTest
    @MethodSource("failing")
    @DisplayName("[PNP-1, PNP-2, PNP-3, PNP-18] a failing driver's device gets its problem code, and nothing more")
    void shouldGiveTheDeviceAProblem(Class<?> driver, ProblemCode problem, String named, String lastCall)
            throws Exception {
        Bundle bundle = machine.installAndStart(TestBundles.toy(driver));
        String instanceId = instanceId(driver, 0);

        DeviceInfo device = machine.awaitProblem(instanceId, problem);
        assertEquals(DeviceState.FAILED, device.state());
        assertTrue(device.problemText().contains(named), device::problemText);
        assertEquals(1, device.stack().size(), () -> "only the PDO is left: " + device.stack());
        assertTrue(journal.last().startsWith(lastCall), journal.lines()::toString);
        assertEquals(Bundle.ACTIVE, bundle.getState());

        bundle.stop();
        machine.awaitGone(instanceId);
        assertEquals(LoadState.STAGED, machine.awaitDriver(driverName(driver), LoadState.STAGED).state());
    }

    @ParameterizedTest
    @MethodSource("failing")
    @DisplayName("[PNP-12] Unload is called once when DriverEntry succeeded, and never when it did not")
    void shouldUnloadWhatWasLoaded(Class<?> driver, ProblemCode problem) throws Exception {
        Bundle bundle = machine.installAndStart(TestBundles.toy(driver));
        machine.awaitProblem(instanceId(driver, 0), problem);
        boolean loaded = problem == ProblemCode.FAILED_ADD || problem == ProblemCode.FAILED_START;

        bundle.uninstall();
        machine.awaitNoDriver(driverName(driver));
        assertEquals(loaded ? 1 : 0, journal.lines().stream().filter("Unload"::equals).count(),
                journal.lines()::toString);
    }

    @Test
    @DisplayName("[PNP-3] a failing AddDevice leaves the driver's other devices alone")
    void shouldStartTheOtherDeviceOfTheSameDriver() throws Exception {
        machine.installAndStart(TestBundles.toy(RefusesFirstDeviceDriver.class));

        machine.awaitStarted(instanceId(RefusesFirstDeviceDriver.class, 1));
        machine.awaitProblem(instanceId(RefusesFirstDeviceDriver.class, 0), ProblemCode.FAILED_ADD);
        assertEquals(List.of(instanceId(RefusesFirstDeviceDriver.class, 1)),
                machine.awaitDriver(driverName(RefusesFirstDeviceDriver.class), LoadState.LOADED).devices());
    }

    @Test
    @DisplayName("[PNP-7] a driver that fails REMOVE_DEVICE is removed all the same")
    void shouldRemoveWhatRefusesToBeRemoved() throws Exception {
        Bundle bundle = machine.installAndStart(TestBundles.toy(RefusesRemoveDriver.class));
        machine.awaitStarted(instanceId(RefusesRemoveDriver.class, 0));

        bundle.stop();
        machine.awaitGone(instanceId(RefusesRemoveDriver.class, 0));
        assertEquals("Unload", journal.last());

        bundle.start();
        machine.awaitStarted(instanceId(RefusesRemoveDriver.class, 0));
    }

    @Test
    @DisplayName("[PNP-18] a driver that throws in Unload is unloaded all the same")
    void shouldUnloadWhatThrowsInUnload() throws Exception {
        Bundle bundle = machine.installAndStart(TestBundles.toy(ThrowsInUnloadDriver.class));
        machine.awaitStarted(instanceId(ThrowsInUnloadDriver.class, 0));

        bundle.stop();
        machine.awaitGone(instanceId(ThrowsInUnloadDriver.class, 0));
        machine.awaitDriver(driverName(ThrowsInUnloadDriver.class), LoadState.STAGED);
    }

    @Test
    @DisplayName("[REG-1, REG-2, REG-3, REG-9] illegal characteristics are refused and leave nothing behind")
    void shouldRefuseIllegalCharacteristics() throws Exception {
        machine.installAndStart(TestBundles.toy(IllegalCharacteristicsDriver.class));

        machine.awaitProblem(instanceId(IllegalCharacteristicsDriver.class, 0), ProblemCode.FAILED_ADD);
        assertEquals(List.of(
                "without an FDO: INVALID_DEVICE_STATE REG-1",
                "newer version: REVISION_MISMATCH REG-2",
                "unknown version: REVISION_MISMATCH REG-2",
                "flag of 2.0 in 1.1: INVALID_PARAMETER REG-3",
                "no PDO: INVALID_PARAMETER REG-3",
                "no channel: INVALID_PARAMETER REG-3",
                "no friendly name: INVALID_PARAMETER REG-3"), journal.answers());
        assertEquals(List.of(), machine.clients().providers());
    }

    @Test
    @DisplayName("[REG-4, REG-8, STA-2, STO-2] calls out of order and stale registrations are refused")
    void shouldRefuseCallsOutOfOrder() throws Exception {
        machine.installAndStart(TestBundles.toy(StaleRegistrationDriver.class));

        machine.awaitStarted(instanceId(StaleRegistrationDriver.class, 0));
        assertEquals(List.of(
                "second registration: OBJECT_NAME_COLLISION REG-8",
                "stop before start: INVALID_DEVICE_STATE",
                "too many channels: INVALID_PARAMETER",
                "too small transfers: INVALID_PARAMETER",
                "start: SUCCESS",
                "start again: INVALID_DEVICE_STATE",
                "deregister before stop: INVALID_DEVICE_STATE",
                "stop: SUCCESS",
                "deregister: SUCCESS",
                "stale start: INVALID_HANDLE",
                "stale stop: INVALID_HANDLE",
                "stale deregister: INVALID_HANDLE",
                "the other's deregister: SUCCESS"), journal.answers());
        assertEquals(List.of(), machine.clients().providers());
    }

    /** {@return the words of a toy's class name, in lower case, such as {@code refuses-start}} */
    private static String words(Class<?> driver) {
        return driver.getSimpleName().replaceAll("Driver$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static String driverName(Class<?> driver) {
        return "toy." + words(driver);
    }

    private static String instanceId(Class<?> driver, int number) {
        return "ROOT\\%s\\%04d".formatted(words(driver).replace('-', '_').toUpperCase(Locale.ROOT), number);
    }
}
