// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.wdm.NtStatus;

class FaultTest {

    private static void assertRefused(String message, Executable constructor) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, constructor).getMessage());
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertRefused("descriptor is 0, expected 1 or more", () -> new Fault.EngineError(0, 1));
        assertRefused("every is 0, expected 1 or more",
                () -> new Fault.EngineError(1, 0, 1, NtStatus.IO_DEVICE_ERROR));
        assertRefused("every is -1, expected 1 or more", () -> Fault.Corruption.ofEvery(-1));
        assertRefused("times is -1, expected 1 or more, or 0 for no end before it is cleared",
                () -> new Fault.Corruption(1, -1));
        assertRefused("status is STATUS_PENDING (0x00000103), expected an error",
                () -> new Fault.EngineError(1, 1, 1, NtStatus.PENDING));
        assertRefused("delay is PT0S, expected more than 0, at most PT1S", () -> new Fault.Slow(Duration.ZERO));
        assertRefused("delay is PT1.001S, expected more than 0, at most PT1S",
                () -> new Fault.Slow(Duration.ofMillis(1001)));
        assertRefused("status is STATUS_SUCCESS (0x00000000), expected an error",
                () -> new Fault.AllocationFailure(NtStatus.SUCCESS, 1));
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED, copies that were not attempted", "DEVICE_REMOVED, devices that are gone"})
    void shouldRefuseAStatusThatIsNoFailureOfAnEngine(NtStatus status, String of) {
        assertRefused("status is %s, which is what the interface says of %s, expected an error of an engine"
                .formatted(status, of), () -> new Fault.EngineError(1, 1, 1, status));
    }

    @Test
    void shouldHitEachNthUntilCleared() {
        assertEquals(new Fault.EngineError(3, 3, Fault.UNTIL_CLEARED, NtStatus.IO_DEVICE_ERROR),
                Fault.EngineError.ofEvery(3));
        assertEquals(new Fault.Corruption(3, 3, Fault.UNTIL_CLEARED), Fault.Corruption.ofEvery(3));
    }

    @Test
    void shouldHitOneAfterTheOtherUnlessToldOtherwise() {
        assertEquals(new Fault.EngineError(2, 1, 5, NtStatus.IO_DEVICE_ERROR), new Fault.EngineError(2, 5));
        assertEquals(new Fault.Corruption(2, 1, 5), new Fault.Corruption(2, 5));
    }

    @Test
    void shouldRefuseWhatIsMissing() {
        assertRefused("delay is null, expected more than 0, at most PT1S", () -> new Fault.Slow(null));
        assertRefused("status is null, expected an error", () -> new Fault.AllocationFailure(null, 1));
        assertRefused("status is null, expected an error", () -> new Fault.EngineError(1, 1, 1, null));
        assertRefused("entryPoint is missing", () -> new Fault.DriverException(null, 1));
    }
}
