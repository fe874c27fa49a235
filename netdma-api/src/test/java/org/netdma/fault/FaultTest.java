// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.netdma.wdm.NtStatus;

class FaultTest {

    private static void assertRefused(String message, Executable constructor) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, constructor).getMessage());
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        assertRefused("descriptor is 0, expected 1 or more", () -> new Fault.EngineError(0, 1));
        assertRefused("times is 0, expected 1 or more", () -> new Fault.Corruption(1, 0));
        assertRefused("delay is PT0S, expected more than 0, at most PT1S", () -> new Fault.Slow(Duration.ZERO));
        assertRefused("delay is PT1.001S, expected more than 0, at most PT1S",
                () -> new Fault.Slow(Duration.ofMillis(1001)));
        assertRefused("status is STATUS_SUCCESS (0x00000000), expected an error",
                () -> new Fault.AllocationFailure(NtStatus.SUCCESS, 1));
    }

    @Test
    void shouldRefuseWhatIsMissing() {
        assertRefused("delay is null, expected more than 0, at most PT1S", () -> new Fault.Slow(null));
        assertRefused("status is null, expected an error", () -> new Fault.AllocationFailure(null, 1));
        assertRefused("entryPoint is missing", () -> new Fault.DriverException(null, 1));
    }
}
