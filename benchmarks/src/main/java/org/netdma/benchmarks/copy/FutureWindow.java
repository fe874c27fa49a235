// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.util.concurrent.CompletableFuture;

/** The futures of outstanding copies, oldest first: what a user of futures keeps. */
public final class FutureWindow {

    private final CompletableFuture<?>[] futures = new CompletableFuture<?>[CopyPort.ENTRIES];
    private long added;
    private long done;

    /** Adds the future of the newest copy; there is room for it. */
    public void add(CompletableFuture<?> future) {
        futures[(int) added++ & CopyPort.ENTRIES - 1] = future;
    }

    /** {@return how many of the oldest are done, without waiting} */
    public long completed() {
        while (done < added && futures[(int) done & CopyPort.ENTRIES - 1].isDone()) {
            take();
        }
        return done;
    }

    /** Joins the futures, in order, until this many are done. */
    public void await(long count) {
        while (done < count) {
            take();
        }
    }

    private void take() {
        int index = (int) done & CopyPort.ENTRIES - 1;
        futures[index].join();
        futures[index] = null;
        done++;
    }
}
