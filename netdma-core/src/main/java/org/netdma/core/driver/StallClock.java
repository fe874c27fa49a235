// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.driver;

/** Measures for how long something outstanding has made no progress [STO-4]. Not safe for threads. */
public final class StallClock {

    private boolean running;
    private long progress;
    private long since;

    /**
     * {@return for how many nanoseconds nothing has moved; 0 when nothing is outstanding}
     *
     * @param now         in nanoseconds
     * @param outstanding whether there is something to wait for
     * @param done        grows with each step
     */
    public long measure(long now, boolean outstanding, long done) {
        if (!outstanding || !running || done != progress) {
            running = outstanding;
            progress = done;
            since = now;
        }
        return now - since;
    }
}
