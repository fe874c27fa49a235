// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.core.fake.Interface;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;

/** A verifier, and what tests ask it. */
public final class Verifying {

    /** The verifier. */
    public final CoreVerifier verifier;
    /** Instance ids of the devices that were to fail. */
    public final List<String> failed = new CopyOnWriteArrayList<>();

    /** One in a mode, that is patient: a slow machine blocks no callback. */
    public Verifying(VerifierMode mode) {
        this(mode, Duration.ofMinutes(1));
    }

    private Verifying(VerifierMode mode, Duration callbackLimit) {
        verifier = new CoreVerifier(new VerifierSettings(mode, Map.of(), callbackLimit));
        verifier.failDevicesWith((instanceId, reason) -> failed.add(instanceId));
    }

    /** {@return one in mode WARN that soon takes a callback for blocked} */
    public static Verifying impatient() {
        return new Verifying(VerifierMode.WARN, Duration.ofMillis(200));
    }

    /** Waits until it is seen that a callback of somebody blocks; others may be slow too. {@return the violation} */
    public Violation awaitBlocked(String driver, String call) {
        Interface.await(() -> blocked(driver, call).isPresent());
        return blocked(driver, call).orElseThrow();
    }

    private Optional<Violation> blocked(String driver, String call) {
        return verifier.violations().stream().map(ViolationCount::latest)
                .filter(each -> each.rule() == VerifierRule.CALLBACK_BLOCKED && each.driver().equals(driver)
                        && each.call().equals(call)).findFirst();
    }

    /** Checks that there is one kind of violation: of this rule, by this one, in this call. {@return it} */
    public Violation assertSeen(VerifierRule rule, String driver, String call) {
        List<ViolationCount> seen = verifier.violations();
        assertEquals(List.of(rule), seen.stream().map(each -> each.latest().rule()).toList(), seen::toString);
        Violation violation = seen.get(0).latest();
        assertEquals(driver, violation.driver());
        assertEquals(call, violation.call());
        assertFalse(violation.stack().isEmpty());
        return violation;
    }

    /** Checks that there is no violation. */
    public void assertClean() {
        assertEquals(List.of(), verifier.violations());
    }
}
