// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bundle;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.netdma.provider.NetDma;
import org.netdma.tck.bench.DriverFactory;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A driver in a bundle. The bench's I/O manager and NetDMA interface become services, for which the driver's component
 * waits as it would for NetDMA's; when they go, it goes. One bench at a time can use it.
 */
public final class DriverBundle implements DriverFactory {

    private static final long LIMIT_SECONDS = 10;

    private final BundleContext context;
    private final Bundle bundle;
    private final DriverInf inf;
    private List<ServiceRegistration<?>> services = List.of();
    private ServiceTracker<Driver, Driver> drivers;

    private DriverBundle(BundleContext context, Bundle bundle, DriverInf inf) {
        this.context = context;
        this.bundle = bundle;
        this.inf = inf;
    }

    /**
     * {@return the driver in a bundle, which is installed if it is not}
     *
     * @param location of the bundle, a URL
     * @param id       name or hardware id of the driver; empty for the only one
     * @throws IllegalStateException outside a container
     */
    public static DriverBundle install(String location, String id) {
        Bundle kit = FrameworkUtil.getBundle(DriverBundle.class);
        if (kit == null || kit.getBundleContext() == null) {
            throw new IllegalStateException("a driver bundle needs a container around the kit: put"
                    + " @InFelix(ConformanceOptions.class) on the test class");
        }
        try {
            Bundle installed = kit.getBundleContext().installBundle(location);
            return new DriverBundle(kit.getBundleContext(), installed, DriverInf.of(installed, id));
        } catch (BundleException e) {
            throw new AssertionError("%s can not be installed: %s".formatted(location, e.getMessage()), e);
        }
    }

    /** {@return what its annotation says} */
    public DriverInf inf() {
        return inf;
    }

    @Override
    public Driver create(IoManager io, NetDma netDma) {
        if (context.getServiceReference(NetDma.class) != null) {
            throw new IllegalStateException("the container has a NetDMA interface: the bench would be a second one."
                    + " Use ConformanceOptions, not NetDmaOptions");
        }
        services = List.of(context.registerService(IoManager.class, io, null),
                context.registerService(NetDma.class, netDma, null));
        Driver driver = null;
        try {
            bundle.start();
            drivers = new ServiceTracker<>(context, context.createFilter("(&(%s=%s)(%s=%d)(%sname=%s))".formatted(
                    Constants.OBJECTCLASS, Driver.class.getName(), Constants.SERVICE_BUNDLEID, bundle.getBundleId(),
                    PnpDriver.PREFIX_, inf.name())), null);
            drivers.open();
            driver = await();
            return driver;
        } catch (BundleException e) {
            throw new AssertionError("%s does not start: %s".formatted(bundle, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + bundle + " started", e);
        } catch (InvalidSyntaxException e) {
            throw new AssertionError("[PNP-1] the driver's name is not legal: " + e.getMessage(), e);
        } finally {
            if (driver == null) {
                release(null);
            }
        }
    }

    /** A component that waits for a service which the bench does not have would wait for ever. */
    private Driver await() throws InterruptedException {
        Driver driver = drivers.getService();
        List<String> missing = driver == null ? new ComponentReport(context, bundle).missing() : List.of();
        if (driver == null && missing.isEmpty()) {
            driver = drivers.waitForService(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        }
        if (driver == null) {
            throw new AssertionError("%s offers no Driver of name %s: %s".formatted(bundle, inf.name(),
                    missing.isEmpty() ? "no component of it does within " + LIMIT_SECONDS + " s"
                            : "its component waits for " + missing + "; the kit's bench has IoManager and NetDma,"
                                    + " what else it needs is for options of the test class to bring"));
        }
        return driver;
    }

    @Override
    public void release(Driver driver) {
        if (drivers != null) {
            drivers.close();
        }
        services.forEach(ServiceRegistration::unregister);
        services = List.of();
    }
}
