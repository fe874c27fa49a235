// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.grid;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * Copies on a thread of their own, some at a time, over one channel after the other: one that is lost is closed, and
 * the next one taken when there is one. Each copy has a place and bytes of its own, and its end is counted.
 */
final class GoingCopies implements AutoCloseable {

    private static final int PLACES = 16;
    private static final int SIZE = 4096;
    private static final long PAUSE_NANOS = 200_000;

    private final DmaClient client;
    private final MemoryRegion source;
    private final MemoryRegion destination;
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    // How often the copy in each place has ended.
    private final AtomicLongArray ends = new AtomicLongArray(PLACES);
    private final long[] begun = new long[PLACES];
    private final Thread thread = new Thread(this::copyOn, "copies going on");
    private volatile boolean stopping;
    private volatile Throwable unexpected;

    GoingCopies(DmaClients clients, PhysicalMemory memory) throws NetDmaException {
        client = clients.register("copies");
        source = memory.allocate(PLACES * SIZE);
        destination = memory.allocate(PLACES * SIZE);
        thread.start();
    }

    private void copyOn() {
        try {
            while (!stopping) {
                copyOnOneChannel();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (Exception | Error e) {
            unexpected = e;
        }
    }

    private void copyOnOneChannel() throws NetDmaException {
        DmaChannel channel;
        try {
            channel = client.allocateChannel();
        } catch (NetDmaException noProvider) {
            return;
        }
        long failedBefore = failed.get();
        try {
            while (!stopping && failed.get() == failedBefore) {
                for (int place = 0; place < PLACES; place++) {
                    if (ends.get(place) == begun[place]) {
                        copy(channel, place);
                    }
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } finally {
            channel.close();
        }
    }

    private void copy(DmaChannel channel, int place) throws NetDmaException {
        long value = ++begun[place] * PLACES + place;
        for (int i = 0; i < SIZE; i += Long.BYTES) {
            source.buffer().putLong(place * SIZE + i, value);
        }
        submitted.incrementAndGet();
        channel.copyAsync(source, (long) place * SIZE, destination, (long) place * SIZE, SIZE)
                .whenComplete((nothing, failure) -> ended(place, value, failure));
    }

    private void ended(int place, long value, Throwable failure) {
        if (failure != null) {
            failed.incrementAndGet();
        } else {
            completed.incrementAndGet();
            if (!isThere(place, value)) {
                wrong.incrementAndGet();
            }
        }
        ends.incrementAndGet(place);
    }

    private boolean isThere(int place, long value) {
        try {
            for (int i = 0; i < SIZE; i += Long.BYTES) {
                if (destination.buffer().getLong(place * SIZE + i) != value) {
                    return false;
                }
            }
            return true;
        } catch (NetDmaException closed) {
            return false;
        }
    }

    long completed() {
        return completed.get();
    }

    /** Ends the copies. {@return what went wrong with them; empty for nothing} */
    String stop() throws InterruptedException {
        stopping = true;
        thread.join(60_000);
        String state = "submitted %d, completed %d, failed %d, wrong bytes %d, thread %s, %s".formatted(submitted.get(),
                completed.get(), failed.get(), wrong.get(), thread.isAlive() ? "alive" : "ended", unexpected);
        boolean each = true;
        for (int place = 0; place < PLACES; place++) {
            each &= ends.get(place) == begun[place];
        }
        return each && !thread.isAlive() && unexpected == null && wrong.get() == 0
                && submitted.get() == completed.get() + failed.get() ? "" : state;
    }

    @Override
    public void close() throws NetDmaException {
        stopping = true;
        client.close();
        source.close();
        destination.close();
    }
}
