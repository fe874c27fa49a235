// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.apache.felix.framework.FrameworkFactory;
import org.netdma.client.DmaClients;
import org.netdma.tck.exam.NetDmaOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.ProvisionOption;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/**
 * A framework that the test itself starts, stops and starts again with what it has stored. The test is outside, and
 * calls NetDMA's services all the same: the framework has the packages of the API from the test's class path.
 */
final class OwnFramework implements AutoCloseable {

    private static final long LIMIT_MILLIS = 60_000;

    private final Framework framework;

    private OwnFramework(Framework framework) {
        this.framework = framework;
    }

    /** Starts one with all of NetDMA but providers, or with what it had when it was stopped. */
    static OwnFramework start(Path storage) throws Exception {
        boolean first = !Files.exists(storage);
        Framework framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, storage.toString(),
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, sharedPackages(),
                "felix.service.urlhandlers", "false"));
        framework.init();
        if (first) {
            for (Option bundle : new NetDmaOptions().options()) {
                framework.getBundleContext().installBundle(((ProvisionOption<?>) bundle).getURL()).start();
            }
        }
        framework.start();
        return new OwnFramework(framework);
    }

    private static String sharedPackages() throws IOException, URISyntaxException {
        Path jar = Path.of(DmaClients.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile api = new JarFile(jar.toFile())) {
            return api.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE)
                    + ",org.osgi.service.cm;version=1.6.1";
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Stops it and waits until it is stopped. */
    void stop() throws Exception {
        framework.stop();
        assertEquals(FrameworkEvent.STOPPED, framework.waitForStop(LIMIT_MILLIS).getType());
    }

    /** {@return whether it is not stopping and not stopped} */
    boolean isRunning() {
        return framework.getState() == Bundle.ACTIVE;
    }

    @Override
    public void close() throws Exception {
        if (isRunning()) {
            stop();
        }
        assertTrue(framework.getState() == Bundle.RESOLVED || framework.getState() == Bundle.INSTALLED,
                "the framework has stopped");
    }
}
