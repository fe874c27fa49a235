// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.netdma.pnp.driver.BundleFacts;
import org.netdma.pnp.driver.BundleStarter;
import org.netdma.pnp.driver.DriverStore;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.thread.PnpQueue;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.wdm.driver.Driver;

/**
 * Takes note of drivers and their bundles as they come and go; what follows from that is done on the PnP queue. Used by
 * any thread.
 */
public final class DriverReports {

    private final PnpQueue queue;
    private final Supplier<Duration> limit;
    private final DriverStore store;
    private final DriversOnDemand drivers;
    private final TreeKeeper keeper;

    /**
     * @param limit how long a driver that goes waits for the removal of its devices
     */
    DriverReports(PnpQueue queue, Supplier<Duration> limit, DriverStore store, DriversOnDemand drivers,
            TreeKeeper keeper) {
        this.queue = queue;
        this.limit = limit;
        this.store = store;
        this.drivers = drivers;
        this.keeper = keeper;
    }

    /** Notes that a bundle is there, or has changed. */
    public void bundleSeen(BundleFacts bundle) {
        if (store.bundleSeen(bundle)) {
            queue.post("serve devices with the staged " + bundle, () -> keeper.driversChanged());
        } else if (bundle.inStore() || !bundle.capabilities().isEmpty()) {
            queue.post("tell of " + bundle, () -> { });
        }
    }

    /** Sets who starts the bundles of staged drivers; null for nobody. */
    public void startBundlesWith(BundleStarter starter) {
        drivers.startWith(starter == null ? BundleStarter.NONE : starter);
        queue.post("serve devices with staged drivers", () -> keeper.driversChanged());
    }

    /** Notes that a bundle is uninstalled. */
    public void bundleGone(long bundleId) {
        if (store.bundleGone(bundleId)) {
            queue.post("tell that bundle " + bundleId + " is gone", () -> { });
        }
    }

    /** Notes that a driver service is there; its devices are started soon after. */
    public void driverArrived(BundleFacts bundle, String name, Driver service) {
        store.serviceArrived(bundle, name, service)
                .ifPresent(driver -> queue.post("start the devices of " + driver, () -> keeper.driversChanged()));
    }

    /**
     * Notes that a driver service goes. When this returns, its devices are removed and it is unloaded, or the limit is
     * over and none of its routines is called any more [PNP-14].
     */
    public void driverDeparted(Driver service) {
        store.serviceDeparted(service).ifPresent(driver -> {
            if (driver.isReleased()) {
                queue.post("forget " + driver, () -> keeper.driverDeparted(driver));
                return;
            }
            store.holdBack(driver.driverPackage().bundle().id(), "its bundle was stopped; start it to use it again");
            boolean done = queue.await("remove the devices of " + driver, () -> keeper.driverDeparted(driver),
                    limit.get());
            if (!done && !PnpThread.isCurrent()) {
                driver.abandon();
            }
        });
    }

    /** Notes that all driver services go, as when the watch over them ends. */
    public void allDriversDeparted() {
        List<StoredDriver> all = store.stored();
        all.forEach(StoredDriver::depart);
        all.stream().map(StoredDriver::service).forEach(this::driverDeparted);
    }
}
