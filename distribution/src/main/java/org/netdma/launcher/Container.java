// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
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
final class Container {

    private static final System.Logger LOGGER = System.getLogger(Container.class.getName());

    private final Framework framework;

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
     */
    void start(List<BundleFolder> folders, ProcessStreams streams) throws BundleException {
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
            framework.waitForStop(0);
            System.exit(Console.SUCCESS);
        } catch (InterruptedException e) {
            LOGGER.log(Level.INFO, "No longer watching whether the framework stops", e);
        }
    }

    private static void install(BundleContext context, Path jar, int startLevel) {
        try {
            Bundle bundle = context.installBundle("reference:" + jar.toUri());
            if (startLevel > 0) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
                bundle.start();
            }
        } catch (BundleException e) {
            LOGGER.log(Level.ERROR, "The bundle " + jar + " can not be used; unpack the distribution again", e);
        }
    }

    private static void log(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            LOGGER.log(Level.ERROR, "The bundle " + event.getBundle() + " failed", event.getThrowable());
        } else if (event.getType() == FrameworkEvent.WARNING) {
            LOGGER.log(Level.WARNING, "The bundle " + event.getBundle() + " warns", event.getThrowable());
        }
    }

    /** {@return the shell} */
    Console console() throws LaunchException {
        BundleContext context = framework.getBundleContext();
        ServiceReference<Console> reference = context.getServiceReference(Console.class);
        Console console = reference == null ? null : context.getService(reference);
        if (console == null) {
            throw new LaunchException("the shell did not start; the log says why", null);
        }
        return console;
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
