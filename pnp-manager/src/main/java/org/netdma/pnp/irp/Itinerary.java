// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.pnp.IrpTrace;

/** Which device objects an IRP has reached, and when. Guarded by the monitor of its IRP. */
final class Itinerary {

    /** A driver that passes an IRP to itself is seen for what it does, and fills no memory with it. */
    private static final int MOST_VISITED = 16;

    private final long sent = System.nanoTime();
    private final List<IrpTrace.Location> visited = new ArrayList<>(2);
    private final Set<DeviceLayer> devices = new HashSet<>();

    /** Notes that a device object is reached. */
    void reached(DeviceLayer device, IoStackLocation location) {
        devices.add(device);
        if (visited.size() < MOST_VISITED) {
            visited.add(new IrpTrace.Location(device.name(), device.driver().name(), location.toString(),
                    Duration.ofNanos(System.nanoTime() - sent)));
        }
    }

    /** {@return the device objects that it has reached} */
    Set<DeviceLayer> devices() {
        return Set.copyOf(devices);
    }

    /** {@return what it has reached, in that order} */
    List<IrpTrace.Location> visited() {
        return List.copyOf(visited);
    }
}
