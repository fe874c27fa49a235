// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.container;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** An embedded framework laid out as the distribution is: {@code bundles/} and {@code providers/} of a folder, and between
 * them the bundle that this class is in. */
public final class Container implements AutoCloseable {

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
    private List<Path> jars() throws IOException, URISyntaxException {
        List<Path> jars = new ArrayList<>(jars("bundles"));
        jars.add(Path.of(Container.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        jars.addAll(jars("providers"));
        return jars;
    }

    private List<Path> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** {@return the framework, once started} */
    public Framework framework() {
        return framework;
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
