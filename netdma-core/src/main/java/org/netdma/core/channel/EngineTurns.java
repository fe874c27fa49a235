// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the channels of an engine, which serves them in turns, know of each other. Callable from any thread; not on the
 * way of a copy.
 */
public final class EngineTurns {

    /** The most that a fair engine does for a channel while another one waits, in times of what fits into its ring. */
    private static final int LONGEST_RUN = 8;

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong entries = new AtomicLong();
    private final AtomicLong served = new AtomicLong();

    /** Notes that a channel has copies outstanding, or no more. */
    void setWaiting(boolean waits, int capacity) {
        waiting.addAndGet(waits ? 1 : -1);
        entries.addAndGet(waits ? capacity : -capacity);
    }

    /** Notes that the engine has done descriptors of a channel. */
    void serve(long descriptors) {
        served.addAndGet(descriptors);
    }

    /** {@return how many descriptors it has done, of all channels} */
    long served() {
        return served.get();
    }

    /**
     * {@return whether a channel may still be waiting for its turn, with a fair engine whose every turn is shorter than
     * the limit}
     *
     * @param nanos  for how long it has waited
     * @param others descriptors of other channels that the engine has done meanwhile
     * @param limit  longest time for one turn, in nanoseconds
     */
    boolean mayWait(long nanos, long others, long limit) {
        return nanos < limit * waiting.get() && others < LONGEST_RUN * entries.get();
    }
}
