// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.driver;

import java.util.Optional;

import org.netdma.pnp.object.LoadedDriver;
import org.netdma.wdm.driver.Driver;

/**
 * A driver package whose driver service is there, so that it can be loaded. Load state is written by the PnP manager's
 * thread only and read by any.
 */
public final class StoredDriver {

    private final DriverPackage driverPackage;
    private final Driver service;
    private volatile LoadedDriver loaded;
    private volatile LoadFailure failure;
    private volatile boolean departed;
    private volatile boolean abandoned;
    private volatile boolean released;

    public StoredDriver(DriverPackage driverPackage, Driver service) {
        this.driverPackage = driverPackage;
        this.service = service;
    }

    /** {@return its INF} */
    public DriverPackage driverPackage() {
        return driverPackage;
    }

    /** {@return the service whose driverEntry loads it} */
    public Driver service() {
        return service;
    }

    /** {@return the driver object, while it is loaded} */
    public Optional<LoadedDriver> loaded() {
        return Optional.ofNullable(loaded);
    }

    /** {@return why it could not be loaded, if so} */
    public Optional<LoadFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Notes that DriverEntry succeeded. */
    public void loadedAs(LoadedDriver driver) {
        loaded = driver;
        failure = null;
        if (abandoned) {
            driver.revoke();
        }
    }

    /** Notes that DriverEntry failed: no device asks again until {@link #unloaded()} [PNP-2]. */
    public void failedToLoad(LoadFailure reason) {
        loaded = null;
        failure = reason;
    }

    /** Notes that it is unloaded, or that a failed load may be tried again. */
    public void unloaded() {
        loaded = null;
        failure = null;
    }

    /** Notes that its service goes: no device of it is started any more. */
    public void depart() {
        departed = true;
    }

    /** {@return whether its service goes or is gone} */
    public boolean hasDeparted() {
        return departed;
    }

    /** Notes that the PnP manager stops its bundle, as no device needs it any more. */
    public void release() {
        released = true;
    }

    /** Notes that its bundle was not stopped after all: somebody wants it started. */
    public void keep() {
        released = false;
    }

    /** {@return whether its service goes because the PnP manager stops its bundle} */
    public boolean isReleased() {
        return released;
    }

    /** Notes that its bundle has waited long enough: none of its routines is called any more [PNP-14]. Any thread. */
    public void abandon() {
        abandoned = true;
        loaded().ifPresent(LoadedDriver::revoke);
    }

    /** {@return whether its bundle has waited long enough} */
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public String toString() {
        return "driver " + driverPackage.name();
    }
}
