// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BrokenPremise;

/**
 * Which premises hold for one provider, and what became of the tests that build on them. Each premise is looked at
 * once, when the first test needs it.
 */
final class Premises {

    private static final String HOLDS = "";

    private static final int MOST_REPORTED = 5;

    private final Map<Premise, String> findings = new EnumMap<>(Premise.class);
    private final List<String> skipped = new ArrayList<>();
    private boolean isFailureReported;

    /** Aborts the test when the premise, or one it builds on, does not hold. */
    synchronized void assume(Premise premise, ProviderUnderTest provider) {
        for (Premise earlier : Premise.values()) {
            if (premise.buildsOn(earlier)) {
                String finding = findings.computeIfAbsent(earlier, asked -> find(asked, provider));
                if (!finding.equals(HOLDS)) {
                    throw new BrokenPremise("says nothing: %s does not hold, see the tests of it (%s)"
                            .formatted(earlier, finding));
                }
            }
        }
    }

    /** A test failed: whoever looks at the report learns that something is wrong. */
    synchronized void noteFailed() {
        isFailureReported = true;
    }

    /** A test was skipped because of something that other tests are about. */
    synchronized void noteSkipped(String test, BrokenPremise why) {
        skipped.add(test + ": " + why.getMessage());
    }

    /** {@return what is wrong although no test failed; empty when nothing is} */
    synchronized String verdict() {
        return isFailureReported || skipped.isEmpty() ? ""
                : "%d tests were skipped because something that they build on does not work, and no test failed:\n"
                        .formatted(skipped.size()) + skipped.stream().limit(MOST_REPORTED)
                        .collect(Collectors.joining("\n"));
    }

    private static String find(Premise premise, ProviderUnderTest provider) {
        Bench bench = new Bench(provider.plan());
        try {
            FutureTask<Object> check = bench.threads().begin("client", () -> {
                premise.check(bench);
                return null;
            });
            bench.threads().await("the premise " + premise, check, provider.limit().multipliedBy(2));
            return HOLDS;
        } catch (AssertionError | RuntimeException e) {
            return String.valueOf(e.getMessage());
        } finally {
            close(bench);
        }
    }

    private static void close(Bench bench) {
        try {
            bench.close();
        } catch (AssertionError | RuntimeException unremovable) {
            // the tests about removal say so
        }
    }
}
