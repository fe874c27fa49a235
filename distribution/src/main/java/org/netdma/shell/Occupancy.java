// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Knows whether the launcher's thread is at work in this bundle, so that the bundle does not go under it. */
final class Occupancy {

    private static final System.Logger LOGGER = System.getLogger(Occupancy.class.getName());

    private static final int LIMIT_SECONDS = 5;

    private final Semaphore free = new Semaphore(1);
    private final AtomicReference<Thread> occupant = new AtomicReference<>();

    /** Does something on this thread. {@return what came of it} */
    <T> T during(Supplier<T> work) {
        free.acquireUninterruptibly();
        occupant.set(Thread.currentThread());
        try {
            return work.get();
        } finally {
            occupant.set(null);
            free.release();
        }
    }

    /** Interrupts what is being done. */
    void interrupt() {
        Thread thread = occupant.get();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits until nothing is being done, and lets nothing begin any more. Done on the occupant itself, it returns. */
    void awaitEnd() {
        try {
            if (occupant.get() != Thread.currentThread() && !free.tryAcquire(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.log(Level.WARNING, "A command has not ended within {0} s of the shutdown", LIMIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.WARNING, "Interrupted while a command comes to its end", e);
        }
    }
}
