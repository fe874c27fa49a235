// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.netdma.tck.wrong.Breaks;
import org.netdma.tck.wrong.WrongProviderConformance;

/** Each wrong provider fails exactly the test of the rule that it breaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongProvidersTest {

    /** More than there are CPUs: those that never complete are waited for side by side. */
    private static final int AT_ONCE = 6;

    private final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    private Map<Class<?>, Future<List<Event>>> runs;

    @BeforeAll
    void runAll() {
        runs = suites().stream().collect(Collectors.toMap(Function.identity(),
                suite -> pool.submit(() -> run(suite))));
    }

    @AfterAll
    void end() {
        pool.shutdownNow();
    }

    private static List<Class<?>> suites() {
        return ReflectionSupport.findAllClassesInPackage(WrongProviderConformance.class.getPackageName(),
                type -> type.getSuperclass() == WrongProviderConformance.class, name -> true);
    }

    private static List<Event> run(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute().testEvents().finished()
                .list();
    }

    @TestFactory
    @DisplayName("A wrong provider fails the test of the rule that it breaks, and no other")
    Stream<DynamicTest> shouldFailTestOfBrokenRule() {
        assertFalse(runs.isEmpty(), "no wrong providers found");
        return runs.entrySet().stream()
                .sorted(Comparator.comparing(run -> run.getKey().getName()))
                .map(run -> {
                    Class<?> driver = run.getKey().getEnclosingClass();
                    String broken = driver.getAnnotation(Breaks.class).value();
                    return DynamicTest.dynamicTest(driver.getSimpleName() + " fails " + broken,
                            () -> assertOnlyFailure(broken, run.getValue().get()));
                });
    }

    private static void assertOnlyFailure(String broken, List<Event> finished) {
        List<String> failures = finished.stream().filter(event -> status(event) == TestExecutionResult.Status.FAILED)
                .map(WrongProvidersTest::describe).toList();
        assertEquals(1, failures.size(), () -> "expected is only a failure of " + broken + " but was "
                + String.join("\n", failures) + skipped(finished));
        assertEquals(broken, failures.get(0).substring(0, Math.min(broken.length(), failures.get(0).length())));
    }

    private static String skipped(List<Event> finished) {
        return "\n" + finished.stream().filter(event -> status(event) == TestExecutionResult.Status.ABORTED).count()
                + " of " + finished.size() + " tests aborted";
    }

    private static TestExecutionResult.Status status(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getStatus();
    }

    private static String describe(Event event) {
        return event.getTestDescriptor().getDisplayName() + ": " + event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable().map(Throwable::toString).orElse("");
    }
}
