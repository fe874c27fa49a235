// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.concurrent.atomic.LongAdder;
import org.netdma.client.managed.CopierStatistics;

/** Counts what a copier did. */
final class CopyCounters {

    /** Who did a copy. */
    enum Means {
        /** An engine. */
        ENGINE,
        /** The calling thread, below the threshold. */
        INLINE,
        /** The CPU, because no engine could. */
        FALLBACK
    }

    private final LongAdder[] done = {new LongAdder(), new LongAdder(), new LongAdder()};
    private final LongAdder failed = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void done(Means means, long length) {
        done[means.ordinal()].increment();
        bytes.add(length);
    }

    void failed() {
        failed.increment();
    }

    void retried() {
        retries.increment();
    }

    CopierStatistics snapshot(int pending) {
        return new CopierStatistics(done[Means.ENGINE.ordinal()].sum(), done[Means.INLINE.ordinal()].sum(),
                done[Means.FALLBACK.ordinal()].sum(), failed.sum(), pending, retries.sum(), bytes.sum());
    }
}
