// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.exam;

import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.ops4j.pax.exam.Constants;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerException;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A running Felix with the probe in it: the bundle that holds the test classes. */
final class FelixContainer implements AutoCloseable {

    private final ExamSystem system;
    private final TestContainer container;
    private final Properties systemProperties = (Properties) System.getProperties().clone();
    private Inside inside;

    private FelixContainer(List<Option> options) throws IOException {
        List<Option> all = new ArrayList<>(options);
        all.add(systemPackages(SharedPackages.all()));
        all.add(cleanCaches());
        // the factory of URL handlers can be set once in a JVM, but there is a framework for each test class
        all.add(frameworkProperty("felix.service.urlhandlers").value("false"));
        // else Pax Logging takes over java.util.logging, and prints every step of Pax Exam
        System.setProperty(Constants.EXAM_LOGGING_KEY, Constants.EXAM_LOGGING_NONE);
        system = PaxExamRuntime.createTestSystem(all.toArray(Option[]::new));
        container = PaxExamRuntime.createContainer(system);
    }

    /**
     * Starts a framework with these options and installs the probe.
     *
     * @throws TestContainerException when the framework, a bundle or the probe does not start; nothing is left running
     */
    static FelixContainer start(Class<?> testClass, List<Option> options) {
        FelixContainer started = null;
        try {
            started = new FelixContainer(options);
            started.container.start();
            BundleContext probe = started.installProbe(testClass);
            startAll(probe);
            load(testClass, probe);
            started.inside = new Inside(probe);
            return started;
        } catch (IOException | RuntimeException e) {
            TestContainerException failure = new TestContainerException(
                    "The container for %s did not start: %s".formatted(testClass.getName(), e.getMessage()), e);
            if (started != null) {
                started.closeAfter(failure);
            }
            throw failure;
        }
    }

    /** The extender inside calls {@link Probe#open} when the probe is started, with the probe's own context. */
    private BundleContext installProbe(Class<?> testClass) throws IOException {
        AtomicReference<BundleContext> context = new AtomicReference<>();
        TestProbeBuilder probe = system.createProbe();
        // of the first class all that is in its folder comes along; of the others only they
        for (Class<?> type : List.of(testClass, InFelix.class, Service.class, ContainerOptions.class)) {
            probe.addTest(type, "any");
        }
        TestAddress open = probe.addTest(Probe.class, "open", context);
        probe.setHeader(org.osgi.framework.Constants.BUNDLE_SYMBOLICNAME, "probe");
        try (InputStream jar = probe.build().getStream()) {
            container.installProbe(jar);
        }
        container.call(open);
        return context.get();
    }

    /** Pax Exam only logs what does not start; a test would then fail with a service that never comes. */
    private static void startAll(BundleContext context) {
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get(org.osgi.framework.Constants.FRAGMENT_HOST) != null;
            if (!fragment && (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0) {
                try {
                    bundle.start();
                } catch (BundleException e) {
                    throw new TestContainerException("bundle %s (%s): %s"
                            .formatted(bundle.getSymbolicName(), bundle.getLocation(), e.getMessage()), e);
                }
            }
        }
    }

    /** Else each of its tests would fail, with the name of a class and no word of how it gets there. */
    private static void load(Class<?> testClass, BundleContext probe) {
        try {
            probe.getBundle().loadClass(testClass.getName());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new TestContainerException(("it is not to be loaded there, for want of %s. What a test class needs"
                    + " is in its package or comes with its options: the suites of netdma-tck with"
                    + " @InFelix(ConformanceOptions.class), which takes the place of NetDmaOptions")
                    .formatted(e.getMessage()), e);
        }
    }

    Inside inside() {
        return inside;
    }

    private void closeAfter(TestContainerException failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Stops the framework, deletes its folder, and takes back the system properties that the options set. */
    @Override
    public void close() {
        try {
            container.stop();
        } finally {
            system.clear();
            System.setProperties(systemProperties);
        }
    }
}
