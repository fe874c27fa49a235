// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netdma.core.fake.LogLines;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;

class CoreVerifierTest {

    private final Verifying verifying = new Verifying(VerifierMode.OFF);
    private final CoreVerifier verifier = verifying.verifier;

    private static Violation violation(String driver, String call) {
        return Violation.now(VerifierRule.UNFAILABLE_FAILED, driver, "ROOT\\TOY\\0000", call, "it failed it");
    }

    @Test
    void shouldWatchNobodyUntilTold() {
        assertEquals(VerifierMode.OFF, verifier.mode());
        assertEquals(VerifierMode.OFF, verifier.report(violation("toy", "REMOVE_DEVICE")));
        verifying.assertClean();
    }

    @Test
    void shouldGiveSomebodyAModeOfItsOwn() {
        verifier.setMode(VerifierMode.WARN);
        verifier.setMode("toy", VerifierMode.STRICT);
        verifier.setMode("trusted", VerifierMode.OFF);
        assertEquals(Map.of("toy", VerifierMode.STRICT, "trusted", VerifierMode.OFF), verifier.ownModes());
        assertEquals(VerifierMode.STRICT, verifier.report(violation("toy", "REMOVE_DEVICE")));
        assertEquals(VerifierMode.WARN, verifier.report(violation("other", "REMOVE_DEVICE")));
        assertEquals(VerifierMode.OFF, verifier.report(violation("trusted", "REMOVE_DEVICE")));
        assertEquals(2, verifier.violations().size());
        verifier.clearMode("toy");
        assertEquals(VerifierMode.WARN, verifier.mode("toy"));
    }

    @Test
    void shouldFailTheDeviceInModeStrictOnly() {
        verifier.setMode(VerifierMode.WARN);
        verifier.report(violation("toy", "REMOVE_DEVICE"));
        assertEquals(List.of(), verifying.failed);
        verifier.setMode(VerifierMode.STRICT);
        verifier.report(violation("toy", "REMOVE_DEVICE"));
        verifier.report(Violation.now(VerifierRule.CHANNEL_LEAKED, "a client", "", "allocateChannel", "it lost it"));
        assertEquals(List.of("ROOT\\TOY\\0000"), verifying.failed);
    }

    @Test
    void shouldCountWhatIsTheSameAndLogTheFirstOnes() {
        verifier.setMode(VerifierMode.WARN);
        try (LogLines log = new LogLines(CoreVerifier.class)) {
            for (int i = 0; i < 100; i++) {
                verifier.report(violation("toy", "REMOVE_DEVICE"));
            }
            List<String> lines = log.take();
            assertEquals(16, lines.size());
            assertTrue(lines.get(0).matches("WARNING verifier, WARN: toy \\(ROOT\\\\TOY\\\\0000\\) broke \\[PNP-7] "
                    + "UNFAILABLE_FAILED in REMOVE_DEVICE: it failed it; at .*CoreVerifierTest.violation.*"),
                    lines.get(0));
        }
        List<ViolationCount> seen = verifier.violations();
        assertEquals(1, seen.size());
        assertEquals(100, seen.get(0).times());
        verifier.clear();
        verifying.assertClean();
    }

    @Test
    void shouldKeepSoManyKindsAndNoMore() {
        verifier.setMode(VerifierMode.WARN);
        for (int i = 0; i < 1_000; i++) {
            verifier.report(violation("toy", "call " + i));
        }
        assertEquals(256, verifier.violations().size());
    }

    @Test
    void shouldTakeANewConfigurationInsteadOfWhatWasSet() {
        verifier.setMode("toy", VerifierMode.STRICT);
        verifier.configure(VerifierSettings.DEFAULT.withMode(VerifierMode.WARN));
        assertEquals(VerifierMode.WARN, verifier.mode("toy"));
        assertEquals(Map.of(), verifier.ownModes());
    }
}
