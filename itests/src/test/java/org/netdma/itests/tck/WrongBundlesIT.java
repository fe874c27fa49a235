// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.netdma.NetDmaVersion;
import org.netdma.itests.TestBundles;
import org.netdma.itests.drivers.DriverBundles;
import org.netdma.itests.minimal.MinimalDriver;
import org.netdma.tck.ProviderConformance;
import org.netdma.tck.ProviderUnderTest;
import org.netdma.tck.exam.ConformanceOptions;
import org.netdma.tck.exam.ContainerOptions;
import org.netdma.tck.exam.InFelix;
import org.ops4j.pax.exam.Option;

/** In a container as in plain JUnit: a wrong provider fails the test of the rule that it breaks, and no other. */
class WrongBundlesIT {

    private static final Path FOLDER = TestBundles.TARGET.resolve("wrong");

    /** Makes the bundles of the wrong drivers. */
    public static final class WrongBundles implements ContainerOptions {

        @Override
        public List<Option> options() {
            Class<?> engine = DriverBundles.beside(MinimalDriver.class, "MinimalEngine");
            DriverBundles.write(FOLDER, "1.0.0", LeavesThreadDriver.class, MinimalDriver.class, engine);
            DriverBundles.write(FOLDER, "1.0.0", IgnoresAffinityDriver.class, MinimalDriver.class, engine);
            return List.of();
        }
    }

    static ProviderUnderTest bundle(String name, String id) {
        return ProviderUnderTest.bundle(FOLDER.resolve(name).toUri().toString(), id).version(NetDmaVersion.V1_0)
                .limit(Duration.ofSeconds(5));
    }

    @InFelix({ConformanceOptions.class, WrongBundles.class})
    static class LeavesThread extends ProviderConformance {
        @Override
        protected ProviderUnderTest provider() {
            return bundle("LeavesThreadDriver-1.0.0.jar", "wrong.leaves-thread");
        }
    }

    @InFelix({ConformanceOptions.class, WrongBundles.class})
    static class IgnoresAffinity extends ProviderConformance {
        @Override
        protected ProviderUnderTest provider() {
            return bundle("IgnoresAffinityDriver-1.0.0.jar", "ROOT\\IGNORES_AFFINITY");
        }
    }

    @Test
    void shouldFailTheTestAboutThreads() {
        assertOnlyFailure("[PNP-12] after Unload no thread", run(LeavesThread.class));
    }

    @Test
    void shouldFailTheTestAboutAffinity() {
        assertOnlyFailure("[CHN-2] reports a CPU", run(IgnoresAffinity.class));
    }

    private static List<Event> run(Class<?> suite) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute().testEvents().finished()
                .list();
    }

    private static void assertOnlyFailure(String broken, List<Event> finished) {
        assertTrue(finished.size() > 100, () -> finished.size() + " tests");
        List<String> failures = finished.stream().filter(event -> result(event).getStatus() == Status.FAILED)
                .map(event -> event.getTestDescriptor().getDisplayName() + ": " + result(event).getThrowable())
                .toList();
        assertEquals(1, failures.size(), () -> String.join("\n", failures));
        assertTrue(failures.get(0).startsWith(broken), failures.get(0));
    }

    private static TestExecutionResult result(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class);
    }
}
