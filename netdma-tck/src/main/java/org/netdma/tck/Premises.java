// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.netdma.tck.bench.Bench;
import org.opentest4j.TestAbortedException;

/** Which premises hold for one provider. Each is looked at once, when the first test needs it. */
final class Premises {

    private static final String HOLDS = "";

    private final Map<Premise, String> findings = new EnumMap<>(Premise.class);

    /** Aborts the test when the premise, or one it builds on, does not hold. */
    synchronized void assume(Premise premise, ProviderUnderTest provider) {
        for (Premise earlier : Premise.values()) {
            if (premise.buildsOn(earlier)) {
                String finding = findings.computeIfAbsent(earlier, asked -> find(asked, provider));
                if (!finding.equals(HOLDS)) {
                    throw new TestAbortedException("says nothing: %s does not hold, see the tests of it (%s)"
                            .formatted(earlier, finding));
                }
            }
        }
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
