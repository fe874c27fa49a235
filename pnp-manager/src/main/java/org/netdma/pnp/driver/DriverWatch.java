// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.netdma.wdm.pnp.DriverInfo;

/**
 * Finds out what has changed of the drivers since it looked last, and tells those who want to know. Drivers change for
 * many reasons and on many threads; people care for what it comes to. Used by the PnP queue's thread only.
 */
public final class DriverWatch {

    private static final System.Logger LOG = System.getLogger(DriverWatch.class.getName());

    /** Two bundles may carry drivers of one name, one bundle several drivers. */
    private record Key(long bundleId, String name) {
    }

    private final DriverStore store;
    private final List<DriverObserver> observers = new ArrayList<>();
    private Map<Key, DriverInfo> known = new LinkedHashMap<>();

    public DriverWatch(DriverStore store) {
        this.store = store;
    }

    /** Tells somebody of all drivers now, and whenever one changes. */
    public void add(DriverObserver observer) {
        look();
        known.values().forEach(driver -> tell(observer, new DriverChange(Optional.empty(), driver, false)));
        observers.add(observer);
    }

    /** Tells somebody nothing any more. */
    public void remove(DriverObserver observer) {
        observers.remove(observer);
    }

    /** Looks what has changed. */
    public void look() {
        Map<Key, DriverInfo> before = known;
        known = new LinkedHashMap<>();
        // Which devices a driver has, the devices tell.
        store.drivers(driver -> List.of())
                .forEach(driver -> known.put(new Key(driver.bundleId(), driver.name()), driver));
        before.forEach((key, driver) -> {
            if (!known.containsKey(key)) {
                tellAll(new DriverChange(Optional.of(driver.state()), driver, true));
            }
        });
        known.forEach((key, driver) -> {
            DriverInfo old = before.get(key);
            if (!driver.equals(old)) {
                tellAll(new DriverChange(Optional.ofNullable(old).map(DriverInfo::state), driver, false));
            }
        });
    }

    private void tellAll(DriverChange change) {
        observers.forEach(observer -> tell(observer, change));
    }

    private static void tell(DriverObserver observer, DriverChange change) {
        try {
            observer.changed(change);
        } catch (RuntimeException | Error thrown) {
            // What somebody makes of the news must not keep the PnP manager from its work.
            LOG.log(Level.ERROR, "could not tell of " + change, thrown);
        }
    }
}
