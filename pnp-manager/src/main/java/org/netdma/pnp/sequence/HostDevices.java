// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.nio.file.Path;
import java.util.Optional;

import org.netdma.pnp.bus.host.HostPciBus;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.wdm.IoManager;

/** Shows the PCI devices that the machine really has, or does not. Used by the PnP queue's thread only. */
final class HostDevices {

    private final IoManager io;
    private final TreeKeeper keeper;
    private Optional<Path> shown = Optional.empty();
    private Optional<StoredDriver> busDriver = Optional.empty();

    HostDevices(IoManager io, TreeKeeper keeper) {
        this.io = io;
        this.keeper = keeper;
    }

    /** Shows what a folder lists, instead of what was shown before; empty for nothing. */
    void show(Optional<Path> folder) {
        if (folder.equals(shown)) {
            return;
        }
        shown = folder;
        busDriver.ifPresent(keeper::uprootBus);
        busDriver = folder.map(listed -> new StoredDriver(HostPciBus.PACKAGE, new HostPciBus(io, listed)));
        busDriver.ifPresent(keeper::plantBus);
        keeper.busesChanged();
    }
}
