// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;

/** A verifier that looks at every copy and has little patience, and what tests ask it. */
public final class Verifying {

    /** The verifier. */
    public final CoreVerifier verifier;
    /** Instance ids of the devices that were to fail. */
    public final List<String> failed = new CopyOnWriteArrayList<>();

    /** One in a mode. */
    public Verifying(VerifierMode mode) {
        verifier = new CoreVerifier(new VerifierSettings(mode, Map.of(), Duration.ofMillis(20), 1));
        verifier.failDevicesWith((instanceId, reason) -> failed.add(instanceId));
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
