// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Bytes allocated on the heap.
 *
 * @param byThisThread since it started
 * @param byAllThreads that are alive, since they started
 */
record AllocatedBytes(long byThisThread, long byAllThreads) {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    static AllocatedBytes now() {
        long all = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            all += Math.max(0, bytes);
        }
        return new AllocatedBytes(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()), all);
    }

    AllocatedBytes minus(AllocatedBytes earlier) {
        return new AllocatedBytes(byThisThread - earlier.byThisThread, byAllThreads - earlier.byAllThreads);
    }
}
