// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.netdma.launcher.console.ConsoleStoppedException;

/** Knows whether the launcher's thread is at work in this bundle, so that the bundle does not go under it. */
final class Occupancy {

    private static final System.Logger LOGGER = System.getLogger(Occupancy.class.getName());

    private static final int LIMIT_SECONDS = 5;
    private static final int ASKED_EVERY_MILLISECONDS = 200;

    private final Semaphore free = new Semaphore(1);
    private final AtomicReference<Thread> occupant = new AtomicReference<>();
    private volatile boolean ended;

    /**
     * Does something on this thread. {@return what came of it}
     *
     * @throws ConsoleStoppedException when nothing is to begin any more; nothing was done
     */
    <T> T during(Supplier<T> work) throws ConsoleStoppedException {
        free.acquireUninterruptibly();
        try {
            if (ended) {
                throw new ConsoleStoppedException();
            }
            occupant.set(Thread.currentThread());
            return work.get();
        } finally {
            occupant.set(null);
            free.release();
        }
    }

    /** {@return whether nothing begins any more} */
    boolean ended() {
        return ended;
    }

    /** Interrupts what is being done. */
    void interrupt() {
        Thread thread = occupant.get();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * Waits until nothing is being done, and lets nothing begin any more. Done on the occupant itself, it returns.
     *
     * @param ask asks for the end of what is being done, again and again: it may just be beginning to wait
     */
    void awaitEnd(Runnable ask) {
        ended = true;
        if (occupant.get() == Thread.currentThread()) {
            return;
        }
        try {
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            while (!free.tryAcquire()) {
                if (System.nanoTime() > limit) {
                    LOGGER.log(Level.WARNING, "A command has not ended within {0} s of the shutdown", LIMIT_SECONDS);
                    return;
                }
                ask.run();
                if (free.tryAcquire(ASKED_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
            free.release(); // whoever comes now is turned away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.WARNING, "Interrupted while a command comes to its end", e);
        }
    }
}
