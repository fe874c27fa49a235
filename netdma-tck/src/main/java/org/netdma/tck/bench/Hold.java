// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Slow memory: the first engine that looks up a region with a hold stands still there until it is released, so that a
 * test can do something while a transfer is surely going on. An engine that looks addresses up on the submitter's
 * thread passes.
 */
public final class Hold {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Duration limit;
    private volatile boolean passed;

    Hold(Duration limit) {
        this.limit = limit;
    }

    void arrive(boolean mayWait) {
        passed |= !mayWait;
        reached.countDown();
        if (mayWait) {
            await(released);
        }
    }

    /** {@return whether an engine stands still at the region now; false when it passed, or did not come in time} */
    public boolean awaitEngine() {
        return await(reached) && !passed;
    }

    /** Lets the engine go on. */
    public void release() {
        released.countDown();
    }

    private boolean await(CountDownLatch latch) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
