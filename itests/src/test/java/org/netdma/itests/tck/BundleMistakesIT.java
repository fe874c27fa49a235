// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.netdma.itests.TestBundles;
import org.netdma.itests.drivers.WellBehavedDriver;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.exam.ConformanceOptions;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;

/** What the kit says to an author whose bundle is not what the test class says. */
class BundleMistakesIT {

    private static final String REFERENCE = "file:target/providers/provider-reference.jar";

    @Test
    void shouldSayThatAContainerIsNeeded() {
        String said = assertThrows(IllegalStateException.class, () -> ProviderUnderTest.bundle(REFERENCE)).getMessage();
        assertTrue(said.contains("@InFelix(ConformanceOptions.class)"), said);
    }

    @InFelix(NetDmaOptions.class)
    static class OtherContainer extends ProviderConformance {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderUnderTest.bundle(REFERENCE);
        }
    }

    @Test
    void shouldSayWhichContainerIsNeeded() {
        EngineExecutionResults results = execute(OtherContainer.class);
        results.testEvents().assertStatistics(events -> events.started(0));
        results.containerEvents().assertThatEvents().haveExactly(1, event(finishedWithFailure(message(said ->
                said.contains("org/netdma/tck/ProviderConformance")
                        && said.contains("@InFelix(ConformanceOptions.class)")))));
    }

    @InFelix(ConformanceOptions.class)
    static class NoBundle extends ProviderConformance {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderUnderTest.bundle("file:target/nothing-there.jar");
        }
    }

    @Test
    void shouldNameABundleThatIsNotThere() {
        assertAllFail(NoBundle.class, "file:target/nothing-there.jar can not be installed");
    }

    @InFelix(ConformanceOptions.class)
    static class OtherId extends ProviderConformance {
        @Override
        protected ProviderUnderTest provider() {
            return ProviderUnderTest.bundle(REFERENCE, "ROOT\\NOBODYS");
        }
    }

    @Test
    void shouldNameWhatTheBundleServes() {
        assertAllFail(OtherId.class, "expected one of name or hardware id ROOT\\NOBODYS");
    }

    /** Its component waits for a journal. */
    @InFelix({ConformanceOptions.class, TestBundles.class})
    static class WaitingComponent extends ProviderConformance {
        private static final Path BUNDLE = TestBundles.toy(WellBehavedDriver.class);

        @Override
        protected ProviderUnderTest provider() {
            return ProviderUnderTest.bundle(BUNDLE.toUri().toString());
        }
    }

    @Test
    void shouldSayWhatAComponentWaitsFor() throws IOException {
        String guide = Files.readString(Path.of("../docs/tck.md")).replaceAll("\\s+", " ");
        List<String> failures = failures(run(WaitingComponent.class));
        assertFalse(failures.isEmpty());
        for (String failure : failures) {
            String said = failure.substring(failure.indexOf("offers no Driver"));
            assertTrue(guide.contains(said), () -> "docs/tck.md does not show: " + failure);
        }
    }

    private static void assertAllFail(Class<?> suite, String message) {
        List<Event> finished = run(suite);
        List<String> failures = failures(finished);
        assertEquals(finished.size(), failures.size());
        failures.forEach(failure -> assertTrue(failure.contains(message), failure));
    }

    private static List<Event> run(Class<?> suite) {
        return execute(suite).testEvents().finished().list();
    }

    private static EngineExecutionResults execute(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute();
    }

    private static List<String> failures(List<Event> finished) {
        return finished.stream().map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
                .map(result -> result.getThrowable().map(Throwable::toString).orElse("")).toList();
    }
}
