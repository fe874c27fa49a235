// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.netdma.tck.wrong.Mutant;

/** The kit for one wrong provider. */
class MutantConformance extends ProviderConformance {

    private static final ThreadLocal<Mutant> CURRENT = new ThreadLocal<>();

    private final Mutant mutant = CURRENT.get();

    @Override
    protected ProviderUnderTest provider() {
        return mutant.provider();
    }

    /** Runs the whole kit. {@return how its tests, and the class with all of them, ended} */
    static List<Event> runWhole(Mutant mutant) {
        return run(mutant, Stream.of(selectClass(MutantConformance.class)));
    }

    /** Runs the suites that the tests are in which the mutant fails; the whole kit when it should fail none. */
    static List<Event> runSuites(Mutant mutant) {
        if (mutant.fails().isEmpty()) {
            return runWhole(mutant);
        }
        return run(mutant, Arrays.stream(ProviderConformance.class.getDeclaredClasses())
                .filter(suite -> ConformanceSuite.class.isAssignableFrom(suite))
                .filter(suite -> mutant.fails().stream().anyMatch(test -> has(suite, test)))
                .map(suite -> selectNestedClass(List.of(MutantConformance.class), suite)));
    }

    private static boolean has(Class<?> suite, String test) {
        return Arrays.stream(suite.getSuperclass().getDeclaredMethods())
                .map(method -> method.getAnnotation(DisplayName.class))
                .anyMatch(name -> name != null && name.value().startsWith(test));
    }

    private static List<Event> run(Mutant mutant, Stream<? extends DiscoverySelector> selectors) {
        mutant.prepare().run();
        CURRENT.set(mutant);
        try {
            return EngineTestKit.engine("junit-jupiter").selectors(selectors.toArray(DiscoverySelector[]::new))
                    .execute().allEvents().finished().list();
        } finally {
            CURRENT.remove();
        }
    }

    /** {@return the display names and the failures of what failed} */
    static List<String> failures(List<Event> finished) {
        return finished.stream().filter(event -> result(event).getStatus() == Status.FAILED)
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + result(event).getThrowable().map(Throwable::toString).orElse(""))
                .toList();
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }
}
