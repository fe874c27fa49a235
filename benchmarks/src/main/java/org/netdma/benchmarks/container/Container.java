// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** An embedded framework laid out as the distribution is: {@code bundles/} and {@code providers/} of a folder, and between
 * them the bundle that this class is in. */
public final class Container implements AutoCloseable {

    private static final long SERVICE_LIMIT = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long STOP_LIMIT = TimeUnit.SECONDS.toMillis(30);

    private final Map<String, String> properties = new HashMap<>();
    private final Path home;
    private final Path cache;
    private Framework framework;

    /**
     * Prepares a container; {@link #start()} makes it run.
     *
     * @param home folder with bundles/ and providers/
     * @throws IOException when no folder can be made for the framework's cache
     */
    public Container(Path home) throws IOException {
        this.home = home;
        cache = Files.createTempDirectory("netdma-benchmarks");
        property(Constants.FRAMEWORK_STORAGE, cache.toString());
        property(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    }

    /** Sets a framework property, before the start. */
    public void property(String name, String value) {
        properties.put(name, value);
    }

    /**
     * Installs all bundles, then starts them.
     *
     * @throws Exception when a jar is no bundle or a bundle does not start
     */
    public void start() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(properties);
        framework.start();
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars()) {
            installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    /** Providers come last, so that they find their parameters. */
    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>(jars("bundles"));
        jars.add(ownJar());
        jars.addAll(jars("providers"));
        return jars;
    }

    private List<Path> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** {@return the layout that the build made, next to the jar of this class} */
    public static Path home() {
        return ownJar().resolveSibling("container");
    }

    private static Path ownJar() {
        try {
            return Path.of(Container.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where is this class from?", e);
        }
    }

    /**
     * Waits for a service of a JDK type.
     *
     * @param type     of the service
     * @param property that it has
     * @param value    of the property
     * @throws Exception when it does not come within 10 s
     */
    public <T> T service(Class<T> type, String property, String value) throws Exception {
        BundleContext context = framework.getBundleContext();
        String filter = "(" + property + "=" + value + ")";
        long start = System.nanoTime();
        while (System.nanoTime() - start < SERVICE_LIMIT) {
            for (ServiceReference<T> reference : context.getServiceReferences(type, filter)) {
                T service = context.getService(reference);
                if (service != null) {
                    return service;
                }
            }
            LockSupport.parkNanos(LOOK_INTERVAL);
        }
        throw new IllegalStateException("no service " + type.getName() + filter + " within 10 s");
    }

    /** {@return an installed bundle, by its symbolic name} */
    public Bundle bundle(String symbolicName) {
        return Arrays.stream(framework.getBundleContext().getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle is named " + symbolicName));
    }

    /** Waits until a bundle stops the framework. */
    void waitForStop() throws InterruptedException {
        framework.waitForStop(0);
    }

    /** Stops the framework and deletes its cache. */
    @Override
    public void close() throws IOException, BundleException, InterruptedException {
        if (framework != null) {
            framework.stop();
            framework.waitForStop(STOP_LIMIT);
        }
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
