// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.netdma.core.driver.StallClock;
import org.netdma.core.ring.DescriptorRing;

/** How a channel ends: drained, freed, its handle stale, its memory out of reach, its owners told [STO-1, STO-3]. */
final class ChannelEnd {

    private static final long CHECK_MILLIS = 10;

    private final ChannelControl control;
    private final Runnable detach;
    private final DescriptorRing ring;
    private final Runnable released;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param detach   makes the driver's handle stale
     * @param released run once, after the driver's channel is freed
     */
    ChannelEnd(ChannelControl control, Runnable detach, DescriptorRing ring, Runnable released) {
        this.control = control;
        this.detach = detach;
        this.ring = ring;
        this.released = released;
    }

    /** Ends the channel: once, by the one that changed its phase. */
    void run() {
        try {
            control.end();
        } finally { // its owners have it no longer, whatever was thrown on the way [MEM-13]
            detach.run();
            ring.close();
            released.run();
            over.countDown();
        }
    }

    /**
     * Waits for somebody else's end of the channel, as long as its engine makes progress.
     *
     * @param limit longest wait without progress
     * @return whether it ended
     */
    boolean await(Duration limit) {
        StallClock clock = new StallClock();
        try {
            while (!over.await(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (clock.measure(System.nanoTime(), true, control.progress()) > limit.toNanos()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
