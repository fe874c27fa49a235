// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.netdma.tck.wrong.Mutant;

/**
 * Each wrong provider fails exactly the tests of the rule that it breaks. Of most only the suites of these tests run;
 * some, or all with {@code -D}{@value #WHOLE}{@code =1}, go through the whole kit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongProvidersTest {

    /** Names the system property that says of how many one goes through the whole kit. */
    static final String WHOLE = "netdma.tck.whole";

    private static final int WHOLE_OF = Integer.getInteger(WHOLE, 8);
    /** More than there are CPUs: those that never complete are waited for side by side. */
    private static final int AT_ONCE = 8;

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Mutant, Future<List<String>>> runs = new LinkedHashMap<>();

    @BeforeAll
    void runAll() {
        for (Mutant mutant : Mutant.all()) {
            boolean isWhole = runs.size() % WHOLE_OF == 0;
            runs.put(mutant, pool.submit(() -> MutantConformance.failures(isWhole
                    ? MutantConformance.runWhole(mutant) : MutantConformance.runSuites(mutant))));
        }
    }

    @AfterAll
    void end() {
        pool.shutdownNow();
    }

    @TestFactory
    @DisplayName("A wrong provider fails the test of the rule that it breaks, and no other")
    Stream<DynamicTest> shouldFailTestOfBrokenRule() {
        return runs.entrySet().stream().map(run -> DynamicTest.dynamicTest(
                "%s: fails %s".formatted(run.getKey().name(), run.getKey().fails()),
                () -> assertFails(run.getKey(), run.getValue().get())));
    }

    private static void assertFails(Mutant mutant, List<String> failures) {
        List<String> others = new ArrayList<>(failures);
        for (String test : mutant.fails()) {
            assertTrue(others.removeIf(failure -> failure.startsWith(test)),
                    () -> test + " does not fail, but " + String.join("\n", failures));
        }
        others.removeIf(failure -> mutant.mayFail().stream().anyMatch(failure::startsWith));
        assertTrue(others.isEmpty(), () -> "failed too: " + String.join("\n", others));
    }
}
