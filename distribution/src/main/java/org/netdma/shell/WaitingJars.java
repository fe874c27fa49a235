// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/**
 * Jars with the bundle that another file has brought. They wait until that one is deleted, then the first of them is
 * installed, as File Install would; File Install itself looks at a file again only when that changes. Any thread.
 */
final class WaitingJars {

    private static final System.Logger LOGGER = System.getLogger(WaitingJars.class.getName());
    private static final String START_LEVEL = "felix.fileinstall.start.level";

    private final BundleContext context;
    private final JarCheck check;
    // With the bundle of those that wait no more.
    private final Map<Path, Optional<Bundle>> jars = new LinkedHashMap<>();

    WaitingJars(BundleContext context, JarCheck check) {
        this.context = context;
        this.check = check;
    }

    /** {@return whether a file waits, or has waited and is installed} */
    synchronized boolean contains(Path file) {
        return jars.containsKey(file);
    }

    /** Makes a file wait, and logs why. */
    synchronized void add(Path file, String objection) {
        LOGGER.log(Level.ERROR, file + " is not installed: " + objection);
        jars.put(file, Optional.empty());
    }

    /** Takes note of a changed file that waits, or is installed. */
    synchronized void changed(Path file) {
        Optional<String> objection = check.objection(file);
        Optional<Bundle> bundle = jars.get(file);
        if (objection.isPresent()) {
            bundle.ifPresent(this::uninstall);
            add(file, objection.get());
        } else if (bundle.isPresent()) {
            update(file, bundle.get());
        } else {
            install(file);
        }
    }

    /** Forgets a file that is deleted, and uninstalls what came of it. */
    synchronized void deleted(Path file) {
        Optional<Bundle> bundle = jars.remove(file);
        bundle.ifPresent(this::uninstall);
    }

    /** Installs what no longer has to wait: a bundle is uninstalled, or is another one now. */
    synchronized void bundlesChanged() {
        for (Map.Entry<Path, Optional<Bundle>> jar : new ArrayList<>(jars.entrySet())) {
            if (jar.getValue().isEmpty() && Files.exists(jar.getKey()) && check.objection(jar.getKey()).isEmpty()) {
                install(jar.getKey());
            }
        }
    }

    private void install(Path file) {
        try (InputStream jar = Files.newInputStream(file)) {
            Bundle bundle = context.installBundle(file.toUri().toString(), jar);
            jars.put(file, Optional.of(bundle));
            LOGGER.log(Level.INFO, "{0} has waited for another file with the same bundle, and is installed now", file);
            String startLevel = context.getProperty(START_LEVEL);
            if (startLevel != null) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(Integer.parseInt(startLevel));
            }
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException | IOException refused) {
            LOGGER.log(Level.ERROR, file + " can not be installed and started", refused);
        }
    }

    private void update(Path file, Bundle bundle) {
        try (InputStream jar = Files.newInputStream(file)) {
            bundle.update(jar);
        } catch (BundleException | IOException refused) {
            LOGGER.log(Level.ERROR, "the bundle " + bundle + " can not be updated from " + file, refused);
        }
    }

    private void uninstall(Bundle bundle) {
        try {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        } catch (BundleException refused) {
            LOGGER.log(Level.ERROR, "the bundle " + bundle + " can not be uninstalled", refused);
        }
    }
}
