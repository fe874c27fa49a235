// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.time.Duration;

/** Knows how long a thread has been in a call that may wait for a disk, so that another can give up waiting. */
final class DiskWatch {

    private static final long IDLE = 0;

    private final String what;
    private final Duration limit;
    private volatile long since = IDLE;

    /**
     * @param what  is done, for the message
     * @param limit of one call
     */
    DiskWatch(String what, Duration limit) {
        this.what = what;
        this.limit = limit;
    }

    /** A call that waits for a disk. */
    @FunctionalInterface
    interface Call {
        int run() throws IOException;
    }

    /** {@return what the call returns} */
    int timed(Call call) throws IOException {
        since = System.nanoTime() | 1; // never IDLE
        try {
            return call.run();
        } finally {
            since = IDLE;
        }
    }

    /** Looks at the call that another thread is in. @throws IOException when it takes longer than the limit */
    void check() throws IOException {
        long start = since;
        if (start != IDLE && System.nanoTime() - start > limit.toNanos()) {
            throw new IOException("%s has taken more than %d s: see whether the disk answers"
                    .formatted(what, limit.toSeconds()));
        }
    }
}
