// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.resource.InterruptResource;

/** Connects service routines to vectors. Safe for use by any thread. */
public final class InterruptController {

    private final Map<Integer, Vector> vectors = new HashMap<>();
    private final Supplier<Duration> limit;

    /**
     * @param limit how long disconnecting waits for a service routine; asked each time
     */
    public InterruptController(Supplier<Duration> limit) {
        this.limit = limit;
    }

    /**
     * Connects a routine.
     *
     * @throws NtStatusException INVALID_PARAMETER when the interrupt is not assigned to the device
     */
    public InterruptObject connect(DeviceLayer device, InterruptResource resource, InterruptServiceRoutine routine)
            throws NtStatusException {
        if (device.stack().map(DeviceStack::assigned).filter(own -> own.resources().contains(resource)).isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "INT-4",
                    device + " can connect the interrupts of its assigned list only, not " + resource);
        }
        synchronized (vectors) {
            Vector vector = vectors.computeIfAbsent(resource.vector(), number -> new Vector());
            ConnectedInterrupt interrupt = new ConnectedInterrupt(this, vector, device, resource, routine);
            vector.add(interrupt);
            device.hold(interrupt);
            return interrupt;
        }
    }

    void remove(ConnectedInterrupt interrupt, Vector vector, int number) {
        synchronized (vectors) {
            vector.remove(interrupt);
            if (vector.isFree()) {
                vectors.remove(number, vector);
            }
        }
    }

    Duration limit() {
        return limit.get();
    }

    /** {@return how many vectors have a routine connected} */
    public int connectedVectors() {
        synchronized (vectors) {
            return vectors.size();
        }
    }
}
