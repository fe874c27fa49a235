// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.netdma.tck.exam.ContainerOptions;
import org.netdma.tck.exam.InFelix;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.BundleContext;

/** What is reported of test classes that run inside, those that do not pass above all. */
class InFelixReportsIT {

    private static EngineExecutionResults run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testClass)).execute();
    }

    @Test
    void shouldReportWhatTheTestThrew() {
        Events tests = run(Failing.class).testEvents();
        tests.assertStatistics(events -> events.started(3).failed(2).aborted(1));
        tests.assertThatEvents()
                .haveExactly(1, event(test("assertion"), finishedWithFailure(instanceOf(AssertionFailedError.class),
                        message("expected: <1> but was: <2>"))))
                .haveExactly(1, event(test("exception"), finishedWithFailure(instanceOf(IOException.class),
                        message("as thrown"))))
                .haveExactly(1, event(test("assumption"), abortedWithReason(instanceOf(TestAbortedException.class))));
    }

    @InFelix
    static class Failing {
        @Test
        void assertion() {
            assertEquals(1, 2);
        }

        @Test
        void exception() throws IOException {
            throw new IOException("as thrown");
        }

        @Test
        void assumption() {
            assumeTrue(false);
        }
    }

    @Test
    void shouldReportAFailingLifecycleMethod() {
        run(FailingAfterEach.class).testEvents().assertStatistics(events -> events.started(1).failed(1));
    }

    @InFelix
    static class FailingAfterEach {
        @AfterEach
        void afterEach() {
            fail("after each");
        }

        @Test
        void test() {
        }
    }

    @Test
    void shouldRunNestedClassesInTheSameContainer() {
        run(Enclosing.class).testEvents().assertStatistics(events -> events.started(2).succeeded(2));
    }

    @InFelix
    static class Enclosing {
        private static BundleContext enclosingContext;
        private boolean prepared;

        @BeforeEach
        void prepare() {
            prepared = true;
        }

        @Test
        void test(BundleContext context) {
            enclosingContext = context;
        }

        @Nested
        class Inner {
            @Test
            void test(BundleContext context) {
                assertTrue(prepared);
                assertSame(enclosingContext, context);
            }
        }
    }

    @Test
    void shouldSayWhichBundleKeepsTheContainerFromStarting() {
        EngineExecutionResults results = run(Unresolvable.class);
        results.testEvents().assertStatistics(events -> events.started(0));
        results.containerEvents().assertEventsMatchLooselyInOrder(event(finishedWithFailure(message(text ->
                text.contains(Unresolvable.class.getName()) && text.contains("unresolvable.bundle")
                        && text.contains("org.nowhere")))));
    }

    @InFelix(UnresolvableBundle.class)
    static class Unresolvable {
        @Test
        void test() {
            fail("must not be reached");
        }
    }

    /** A bundle that imports a package which nobody exports. */
    public static final class UnresolvableBundle implements ContainerOptions {
        @Override
        public List<Option> options() {
            // Felix prints what it can not resolve; here that is what is wanted
            return List.of(CoreOptions.frameworkProperty("felix.log.level").value("0"),
                    CoreOptions.streamBundle(TinyBundles.bundle()
                    .setHeader("Bundle-SymbolicName", "unresolvable.bundle")
                    .setHeader("Import-Package", "org.nowhere")
                    .build(TinyBundles.rawBuilder())));
        }
    }

    @Test
    void shouldLeaveNothingBehind() {
        Events tests = run(NamesItsFolder.class).testEvents();
        tests.assertStatistics(events -> events.succeeded(1));
        Path storage = Path.of(tests.reportingEntryPublished().stream()
                .map(published -> published.getRequiredPayload(ReportEntry.class).getKeyValuePairs().get("storage"))
                .findFirst().orElseThrow());
        assertFalse(Files.exists(storage), storage::toString);
        assertNull(System.getProperty("netdma.itests.option"));
    }

    @InFelix(ASystemProperty.class)
    static class NamesItsFolder {
        @Test
        void test(BundleContext context, TestReporter reporter) {
            assertEquals("set", System.getProperty("netdma.itests.option"));
            String storage = context.getProperty("org.osgi.framework.storage");
            assertTrue(Files.exists(Path.of(storage)));
            reporter.publishEntry("storage", storage);
        }
    }

    /** Sets a system property. */
    public static final class ASystemProperty implements ContainerOptions {
        @Override
        public List<Option> options() {
            return List.of(CoreOptions.systemProperty("netdma.itests.option").value("set"));
        }
    }
}
