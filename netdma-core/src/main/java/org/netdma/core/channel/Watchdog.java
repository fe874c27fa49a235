// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The thread that notices what engines do not tell: lost interrupts and hangs [STO-4]. Looks every few milliseconds
 * while copies are outstanding, ever more rarely while none are, and sleeps while there is no channel. So a submission
 * need not wake it.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final long SHORTEST_MILLIS = 2;
    private static final long LONGEST_MILLIS = 100;
    private static final long JOIN_MILLIS = 5_000;

    private final ChannelTable channels;
    private final Thread thread;
    private boolean closed;

    /** @param channels to look at */
    public Watchdog(ChannelTable channels) {
        this.channels = channels;
        thread = new Thread(this::run, "netdma-watchdog");
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        channels.onAdd(this::wake);
        thread.start();
    }

    private void run() {
        long pause = SHORTEST_MILLIS;
        while (sleep(pause)) {
            pause = look() ? SHORTEST_MILLIS : Math.min(2 * pause, LONGEST_MILLIS);
        }
    }

    /** {@return false when the watchdog is closed} */
    private synchronized boolean sleep(long millis) {
        try {
            while (!closed && channels.isEmpty()) {
                wait();
            }
            if (!closed) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.WARNING, "a driver interrupted the watchdog; it goes on", e);
        }
        return !closed;
    }

    private synchronized void wake() {
        notifyAll();
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
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        channels.onAdd(() -> { });
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
