// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.ProcessStreams;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The framework with its bundles: started by start level, stopped in the opposite order. */
final class Container implements Consoles {

    private static final System.Logger LOGGER = System.getLogger(Container.class.getName());

    private static final long POLL_MILLISECONDS = 100;

    private final Framework framework;
    /** The bundles of the installation that are to be started. */
    private final List<Bundle> started = new ArrayList<>();

    /** @param properties what the framework is told */
    Container(Map<String, Object> properties) {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        framework = factory.newFramework(Container.<Map<String, String>>asDeclared(properties));
    }

    /** The standard declares properties as text; Felix takes objects in the same map, such as its logger. */
    @SuppressWarnings("unchecked")
    private static <T> T asDeclared(Object properties) {
        return (T) properties;
    }

    /**
     * Starts everything. When this returns, the bundles and the providers that were there are started.
     *
     * @param folders of the bundles
     * @param streams published as a service
     * @throws BundleException when the framework itself can not start
     * @throws LaunchException when a bundle can not be installed
     */
    void start(List<BundleFolder> folders, ProcessStreams streams) throws BundleException, LaunchException {
        framework.init();
        BundleContext context = framework.getBundleContext();
        context.addFrameworkListener(Container::log);
        context.registerService(ProcessStreams.class, streams, null);
        for (BundleFolder folder : folders) {
            for (Path jar : folder.jars()) {
                install(context, jar, folder.startLevel());
            }
        }
        framework.start();
        Thread watch = new Thread(this::exitWhenStopped, "NetDMA watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Someone may stop the framework from inside while the shell still waits for input. */
    private void exitWhenStopped() {
        try {
            FrameworkEvent end = framework.waitForStop(0);
            if (end.getType() == FrameworkEvent.STOPPED) {
                System.exit(Console.SUCCESS);
            }
            LOGGER.log(Level.ERROR, "The framework was refreshed or updated from inside, which ends the process; "
                    + "start netdma again");
            System.exit(Console.COMMAND_FAILED);
        } catch (InterruptedException e) {
            LOGGER.log(Level.INFO, "No longer watching whether the framework stops", e);
        }
    }

    private void install(BundleContext context, Path jar, int startLevel) throws LaunchException {
        try {
            Bundle bundle = context.installBundle("reference:" + jar.toUri());
            if (startLevel > 0) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
                bundle.start();
                started.add(bundle);
            }
        } catch (BundleException e) {
            throw new LaunchException("the bundle " + jar + " can not be installed: " + Reasons.of(e)
                    + (isDamaged(jar) ? "; unpack the distribution again" : ""), e);
        }
    }

    private static boolean isDamaged(Path jar) {
        try (JarFile whole = new JarFile(jar.toFile())) {
            return whole.getManifest() == null;
        } catch (ZipException e) {
            LOGGER.log(Level.INFO, "The file " + jar + " is damaged", e);
            return true;
        } catch (IOException e) {
            LOGGER.log(Level.INFO, "The file " + jar + " can not be read", e);
            return false;
        }
    }

    private static void log(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            LOGGER.log(Level.ERROR, "The bundle " + event.getBundle() + " failed", event.getThrowable());
        } else if (event.getType() == FrameworkEvent.WARNING) {
            LOGGER.log(Level.WARNING, "The bundle " + event.getBundle() + " warns", event.getThrowable());
        }
    }

    @Override
    public Optional<Console> console() {
        BundleContext context = framework.getBundleContext();
        return Optional.ofNullable(context == null ? null : context.getServiceReference(Console.class))
                .map(context::getService);
    }

    /** When the framework stops meanwhile, the process ends, and this does not return. */
    @Override
    public Optional<Console> restartedConsole(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (stops() || System.nanoTime() < end && (console().isEmpty() || !allStarted())) {
            try {
                Thread.sleep(POLL_MILLISECONDS);
            } catch (InterruptedException e) {
                LOGGER.log(Level.DEBUG, "The shell is still waited for", e); // meant for a command of the old one
            }
        }
        return console();
    }

    /** {@return whether all run that no person has stopped} */
    private boolean allStarted() {
        return started.stream().allMatch(bundle -> bundle.getState() == Bundle.ACTIVE
                || bundle.getState() == Bundle.UNINSTALLED || !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted());
    }

    private boolean stops() {
        return framework.getState() != Bundle.ACTIVE;
    }

    /**
     * Stops everything, the PnP manager before the providers: it removes their devices and unloads their drivers in
     * order. Returns at once when that is done already.
     *
     * @param limit how long it may take
     * @return whether all has stopped within the limit
     */
    boolean stop(Duration limit) {
        try {
            framework.stop();
            long milliseconds = Math.max(1, limit.toMillis()); // 0 would be for ever
            return framework.waitForStop(milliseconds).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            LOGGER.log(Level.ERROR, "The framework can not stop", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.ERROR, "Interrupted while the framework stops", e);
            return false;
        }
    }
}
