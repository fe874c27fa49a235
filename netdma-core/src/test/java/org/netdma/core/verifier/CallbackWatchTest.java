// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.core.driver.BoundedCall;
import org.netdma.core.fake.Interface;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;

class CallbackWatchTest {

    /** Far above what it takes to start a thread and to wait for its end. */
    private static final Duration HANDING_OVER = Duration.ofSeconds(3);

    private final Verifying verifying = Verifying.impatient();

    @AfterEach
    void close() {
        verifying.verifier.close();
    }

    private <T> T during(String driver, Supplier<T> call) {
        return verifying.verifier.during(driver, "", "routine", call);
    }

    @Test
    void shouldReturnWhatTheRoutineReturns() {
        assertEquals(17, during("toy", () -> 17));
        assertThrows(IllegalStateException.class, () -> during("toy", () -> {
            throw new IllegalStateException("toy");
        }));
        verifying.assertClean();
    }

    @Test
    @DisplayName("[PNP-18] of drivers that wait for one another the one that blocks is reported, and once")
    void shouldBlameTheInnermost() {
        during("upper", () -> during("lower", () -> {
            verifying.awaitBlocked("lower", "routine");
            return null;
        }));
        verifying.assertSeen(VerifierRule.CALLBACK_BLOCKED, "lower", "routine");
        assertEquals(1, verifying.verifier.violations().get(0).times());
    }

    @Test
    @DisplayName("[PNP-18, STO-4] so it is when the one that blocks is called on another thread")
    void shouldBlameTheInnermostOnAnotherThread() {
        verifying.verifier.configure(new VerifierSettings(VerifierMode.WARN, Map.of(), HANDING_OVER));
        during("upper", () -> BoundedCall.status("ResetChannel", Duration.ofSeconds(20), verifying.verifier.driver(
                new Suspect("lower", "device"), () -> { }).duringElsewhere("routine", () -> {
                    verifying.awaitBlocked("lower", "routine");
                    return NtStatus.SUCCESS;
                })));
        verifying.assertSeen(VerifierRule.CALLBACK_BLOCKED, "lower", "routine");
        assertEquals(1, verifying.verifier.violations().size());
    }

    @Test
    @DisplayName("[PNP-18] a driver that blocks after the one below has returned is reported itself")
    void shouldBlameTheOuterAfterTheInnerReturned() {
        during("upper", () -> {
            during("lower", () -> 1);
            verifying.awaitBlocked("upper", "routine");
            return null;
        });
    }

    @Test
    void shouldEndItsThread() {
        during("toy", () -> null);
        Thread thread = Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("netdma-verifier")).findFirst().orElseThrow();
        verifying.verifier.close();
        Interface.await(() -> !thread.isAlive());
        during("toy", () -> null); // nobody looks on any more, and nothing breaks
    }
}
