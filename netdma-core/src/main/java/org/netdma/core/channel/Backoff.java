// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits for an engine: spins briefly, then yields, then sleeps in short steps. */
final class Backoff {

    private static final int SPINS = 100;
    private static final int YIELDS = 1000;
    private static final long STEP_NANOS = 50_000;

    private int rounds;

    /** Waits a little longer than the last time. */
    void pause() {
        rounds++;
        if (rounds <= SPINS) {
            Thread.onSpinWait();
        } else if (rounds <= YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Starts over, after progress. */
    void reset() {
        rounds = 0;
    }
}
