// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that notices what engines do not tell: lost interrupts and hangs [STO-4]. Looks every few milliseconds
 * while copies are outstanding, ever more rarely while none are, and sleeps while there is no channel. So a submission
 * need not wake it.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long JOIN_MILLIS = 5_000;

    private final ChannelTable channels;
    private final Thread thread;
    private volatile boolean closed;

    /** @param channels to look at */
    public Watchdog(ChannelTable channels) {
        this.channels = channels;
        thread = new Thread(this::run, "netdma-watchdog");
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        channels.onAdd(() -> LockSupport.unpark(thread));
        thread.start();
    }

    private void run() {
        long pause = SHORTEST_NANOS;
        while (!closed) {
            pause = look() ? SHORTEST_NANOS : Math.min(2 * pause, LONGEST_NANOS);
            if (channels.isEmpty()) {
                LockSupport.park(this); // a permit given by an add since the look makes it return at once
            } else {
                LockSupport.parkNanos(this, pause);
            }
        }
    }

    private boolean look() {
        try {
            return channels.tick(System.nanoTime());
        } catch (RuntimeException | Error e) { // the one thread that notices hangs must not end
            LOG.log(Level.ERROR, "looking for hanging channels failed; it goes on", e);
            return true;
        }
    }

    /** Ends the thread. */
    @Override
    public void close() {
        closed = true;
        channels.onAdd(() -> { });
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(Level.ERROR, "{0} did not end within {1} ms: a driver does not return [STO-4]", thread.getName(),
                    JOIN_MILLIS);
        }
    }
}
