// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All who are told what changes of devices. Safe for use by any thread. */
public final class DeviceObservers implements DeviceObserver {

    private static final System.Logger LOG = System.getLogger(DeviceObservers.class.getName());

    private final List<DeviceObserver> observers = new CopyOnWriteArrayList<>();

    /** Adds one. */
    public void add(DeviceObserver observer) {
        observers.add(observer);
    }

    /** Takes one out. */
    public void remove(DeviceObserver observer) {
        observers.remove(observer);
    }

    @Override
    public void changed(DeviceChange change) {
        for (DeviceObserver observer : observers) {
            try {
                observer.changed(change);
            } catch (RuntimeException | Error thrown) {
                // What somebody makes of the news must not keep a device from its next state.
                LOG.log(Level.ERROR, "could not tell of " + change, thrown);
            }
        }
    }
}
