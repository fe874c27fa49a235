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
        private IrpTrace trace;

        private Journey(String request) {
            trace = new IrpTrace(Instant.now(), request, NtStatus.PENDING, Duration.ZERO);
        }

        /** Notes how the IRP was completed. */
        public void completed(NtStatus status) {
            synchronized (IrpTraceRing.this) {
                trace = new IrpTrace(trace.sent(), trace.request(), status,
                        Duration.ofNanos(System.nanoTime() - started));
            }
        }
    }

    private final Deque<Journey> journeys = new ArrayDeque<>(CAPACITY);

    /** Notes that an IRP is sent. */
    public synchronized Journey sent(String request) {
        if (journeys.size() == CAPACITY) {
            journeys.removeFirst();
        }
        Journey journey = new Journey(request);
        journeys.addLast(journey);
        return journey;
    }

    /** {@return the IRPs, oldest first} */
    public synchronized List<IrpTrace> traces() {
        List<IrpTrace> traces = new ArrayList<>(journeys.size());
        journeys.forEach(journey -> traces.add(journey.trace));
        return traces;
    }
}
