// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.pnp.toy.LogLines;
import org.netdma.pnp.toy.RealErrors;
import org.netdma.pnp.toy.TestMachine;
import org.netdma.pnp.toy.ThrowingDriver;
import org.netdma.pnp.toy.ThrowingDriver.Routine;
import org.netdma.pnp.toy.ToyDriver;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.ProblemCode;

/** Errors that the JVM throws at any routine of a driver: real ones, whatever of them reaches the top of a thread. */
class DriverErrorsTest {

    private static final String DEVICE = "ROOT\\TOY\\0000";
    private static final String OTHER = "ROOT\\OTHER\\0000";

    private final TestMachine machine = new TestMachine();
    private final LogLines log = new LogLines();

    @AfterEach
    void close() {
        machine.close();
        log.close();
    }

    private static Stream<Arguments> routinesAndErrors() {
        // One that the JVM delivers late is nobody's for certain; see below.
        return Arrays.stream(Routine.values()).flatMap(routine -> Arrays.stream(RealErrors.values())
                .filter(error -> error != RealErrors.UNSAFE_ACCESS).map(error -> Arguments.of(routine, error)));
    }

    private ThrowingDriver plug(Routine routine, Runnable failure) {
        return machine.plug("TOY", new ThrowingDriver(machine.io(), routine, failure),
                Map.of("rootEnumerated", 1L, "messageInterrupts", 1L));
    }

    /** Has the routine run. {@return the problem that its device has then} */
    private ProblemCode provoke(ThrowingDriver driver, Routine routine) throws NtStatusException {
        return switch (routine) {
            case DRIVER_ENTRY -> ProblemCode.FAILED_DRIVER_ENTRY;
            case ADD_DEVICE -> ProblemCode.FAILED_ADD;
            case FILTER_RESOURCE_REQUIREMENTS, START_DEVICE, COMPLETION_ROUTINE -> ProblemCode.FAILED_START;
            case QUERY_PNP_DEVICE_STATE -> ProblemCode.FAILED_POST_START;
            case QUERY_STOP_DEVICE -> {
                machine.awaitStarted(DEVICE);
                assertThrows(NtStatusException.class, () -> machine.pnp().rebalance(DEVICE));
                yield ProblemCode.FAILED_POST_START;
            }
            case STOP_DEVICE -> {
                machine.awaitStarted(DEVICE);
                machine.pnp().rebalance(DEVICE);
                yield ProblemCode.FAILED_POST_START;
            }
            case QUERY_REMOVE_DEVICE, CANCEL_REMOVE_DEVICE -> {
                machine.awaitStarted(DEVICE);
                assertThrows(NtStatusException.class, () -> machine.pnp().restart(DEVICE));
                yield ProblemCode.FAILED_POST_START;
            }
            case REMOVE_DEVICE, UNLOAD -> {
                machine.awaitStarted(DEVICE);
                machine.pnp().disable(DEVICE);
                yield ProblemCode.DISABLED;
            }
            case SET_POWER -> {
                machine.awaitStarted(DEVICE);
                assertThrows(NtStatusException.class, () -> machine.pnp().setPower(DEVICE, DevicePowerState.D3));
                yield ProblemCode.FAILED_POST_START;
            }
            case INTERRUPT_SERVICE, DEFERRED_ROUTINE -> {
                machine.awaitStarted(DEVICE);
                driver.signal();
                yield ProblemCode.FAILED_POST_START;
            }
        };
    }

    @ParameterizedTest(name = "{1} in {0}")
    @MethodSource("routinesAndErrors")
    @DisplayName("[PNP-18] an error in a routine ends at most its device, is logged once, and everything goes on")
    void shouldEndAtMostTheDevice(Routine routine, RealErrors error) throws NtStatusException {
        ToyDriver other = machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted(OTHER);
        ThrowingDriver driver = plug(routine, error);
        ProblemCode expected = provoke(driver, routine);
        DeviceInfo device = machine.awaitProblem(DEVICE, expected);
        if (expected != ProblemCode.DISABLED) {
            assertTrue(error.isNamedIn(device.problemText()), device::problemText);
        }
        if (expected == ProblemCode.FAILED_POST_START) {
            assertTrue(driver.journal().contains("SURPRISE_REMOVAL " + DEVICE), driver.journal()::toString);
        }
        assertEquals(List.of("PDO of " + DEVICE), device.stack());
        assertEquals(1, log.causes().size(), log.causes()::toString);
        assertTrue(error.isNamedIn(log.causes().get(0).toString()));
        assertEquals(List.of(), other.journal().stream().filter(line -> line.contains("REMOVE")).toList());
        if (expected == ProblemCode.DISABLED) {
            machine.pnp().enable(DEVICE);
        } else {
            machine.pnp().restart(DEVICE);
        }
        machine.awaitStarted(DEVICE);
        machine.pnp().restart(OTHER);
        assertTrue(machine.pnp().awaitSettled(Duration.ofMinutes(1)));
        machine.awaitStarted(DEVICE);
        machine.awaitStarted(OTHER);
    }

    @ParameterizedTest
    @EnumSource(Routine.class)
    @DisplayName("[PNP-18] the fault of a mapping, delivered when the JVM likes, hurts no thread of the PnP manager")
    void shouldOutliveAnErrorThatComesLate(Routine routine) throws NtStatusException {
        ThrowingDriver driver = plug(routine, RealErrors.UNSAFE_ACCESS);
        assertTrue(machine.pnp().awaitSettled(Duration.ofMinutes(1)));
        if (machine.device(DEVICE).problem() == ProblemCode.NONE) {
            switch (routine) {
                case INTERRUPT_SERVICE, DEFERRED_ROUTINE -> signalWhateverComes(driver);
                default -> assertTrue(machine.pnp().awaitSettled(Duration.ofMinutes(1)));
            }
        }
        machine.plug("OTHER", ToyDriver::new);
        machine.awaitStarted(OTHER);
        machine.unplug(driver);
        assertEquals(List.of(OTHER), machine.pnp().devices().stream().map(DeviceInfo::instanceId)
                .filter(id -> id.startsWith("ROOT")).toList());
    }

    /** The error may surface in whoever raises the interrupt, too, which is the driver's own thread. */
    private static void signalWhateverComes(ThrowingDriver driver) {
        try {
            driver.signal();
        } catch (InternalError late) {
            assertTrue(RealErrors.UNSAFE_ACCESS.isNamedIn(late.toString()));
        }
    }
}
