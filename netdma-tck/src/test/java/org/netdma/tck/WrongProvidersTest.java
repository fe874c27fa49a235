// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.System.Logger.Level;
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

    private static final System.Logger LOG = System.getLogger(WrongProvidersTest.class.getName());
    private static final int WHOLE_OF = Integer.getInteger(WHOLE, 8);
    /** Far more than there are CPUs: what most of them do is wait, for those that never complete. */
    private static final int AT_ONCE = 16;

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Mutant, Future<List<String>>> runs = new LinkedHashMap<>();

    @BeforeAll
    void runAll() {
        for (Mutant mutant : Mutant.all()) {
            boolean isWhole = runs.size() % WHOLE_OF == 0;
            runs.put(mutant, pool.submit(() -> failures(mutant, isWhole)));
        }
    }

    /** What a busy machine is too slow for fails too: whoever does not fail as it should is given more time. */
    private static List<String> failures(Mutant mutant, boolean isWhole) {
        List<String> failures = run(mutant, isWhole);
        String verdict = verdict(mutant, failures);
        if (verdict.isEmpty()) {
            return failures;
        }
        LOG.log(Level.WARNING, "{0} is run again with longer limits, since {1}", mutant.name(), verdict);
        return run(mutant.patient(), isWhole);
    }

    private static List<String> run(Mutant mutant, boolean isWhole) {
        return MutantConformance.failures(isWhole
                ? MutantConformance.runWhole(mutant) : MutantConformance.runSuites(mutant));
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
                () -> assertEquals("", verdict(run.getKey(), run.getValue().get()))));
    }

    /** {@return what is not as it should be; empty when all is} */
    private static String verdict(Mutant mutant, List<String> failures) {
        List<String> others = new ArrayList<>(failures);
        for (String test : mutant.fails()) {
            if (!others.removeIf(failure -> failure.startsWith(test))) {
                return "%s does not fail, but %s".formatted(test, String.join("\n", failures));
            }
        }
        others.removeIf(failure -> mutant.mayFail().stream().anyMatch(failure::startsWith));
        return others.isEmpty() ? "" : "failed too: " + String.join("\n", others);
    }
}
