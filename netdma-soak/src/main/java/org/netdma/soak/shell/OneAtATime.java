// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.netdma.wdm.NtStatusException;

/** Lets one soak run at a time, since two would disturb each other, and ends it when the bundle goes. */
final class OneAtATime {

    private static final System.Logger LOG = System.getLogger(OneAtATime.class.getName());

    private Thread running;
    private boolean closed;

    /** A soak. */
    @FunctionalInterface
    interface Run {
        boolean run() throws NtStatusException, IOException;
    }

    /**
     * {@return what it returned, on the calling thread}
     *
     * @throws IllegalStateException when another one runs, or the bundle goes
     */
    boolean run(Run run) throws NtStatusException, IOException {
        enter();
        try {
            return run.run();
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        if (closed) {
            throw new IllegalStateException("netdma:soak: NetDMA is being stopped: try again when it runs");
        }
        if (running != null) {
            throw new IllegalStateException("netdma:soak: another soak runs: wait for it, or cancel it");
        }
        running = Thread.currentThread();
    }

    private synchronized void leave() {
        running = null;
        if (closed) {
            Thread.interrupted(); // the interruption was for the soak; the thread is the shell's
        }
        notifyAll();
    }

    /** Lets none begin any more, interrupts the one that runs, and waits for it. */
    synchronized void close(Duration limit) {
        closed = true;
        if (running != null) {
            running.interrupt();
        }
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); running != null && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running != null) {
            LOG.log(Level.WARNING, "the soak did not clean up within {0} s", limit.toSeconds());
        }
    }
}
