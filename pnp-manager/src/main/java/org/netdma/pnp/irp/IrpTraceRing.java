// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.IrpTrace;

/** The newest IRPs of one device, for people. Safe for use by any thread. */
public final class IrpTraceRing {

    /** How many IRPs are kept: more than one life of a device needs. */
    public static final int CAPACITY = 48;

    /** One IRP on its way. */
    public final class Journey {
        private final long started = System.nanoTime();
        private final Instant sent = Instant.now();
        private final String request;
        // While it travels; not longer, since it leads to drivers, and the ring may outlive these.
        private IoRequestPacket irp;
        private IrpTrace trace;

        private Journey(String request, IoRequestPacket irp) {
            this.request = request;
            this.irp = irp;
        }

        /** Notes how the IRP was completed. */
        public void completed(NtStatus status) {
            synchronized (IrpTraceRing.this) {
                trace = new IrpTrace(sent, request, status, Duration.ofNanos(System.nanoTime() - started),
                        irp.completedBy(), irp.visited());
                irp = null;
            }
        }

        private IrpTrace trace() {
            return irp == null ? trace : new IrpTrace(sent, request, NtStatus.PENDING, Duration.ZERO,
                    irp.lastHolder().map(layer -> "driver " + layer.driver().name()).orElse(""), irp.visited());
        }
    }

    private final Deque<Journey> journeys = new ArrayDeque<>(CAPACITY);

    /** Notes that an IRP is sent. */
    public synchronized Journey sent(String request, IoRequestPacket irp) {
        if (journeys.size() == CAPACITY) {
            journeys.removeFirst();
        }
        Journey journey = new Journey(request, irp);
        journeys.addLast(journey);
        return journey;
    }

    /** {@return the IRPs, oldest first} */
    public synchronized List<IrpTrace> traces() {
        List<IrpTrace> traces = new ArrayList<>(journeys.size());
        journeys.forEach(journey -> traces.add(journey.trace()));
        return traces;
    }
}
