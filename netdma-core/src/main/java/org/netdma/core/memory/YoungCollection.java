// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import java.lang.ref.WeakReference;
import java.time.Duration;

/**
 * A garbage collection that happens although {@code System.gc()} may do nothing (-XX:+DisableExplicitGC): garbage is
 * made until the collector takes it away. It finds memory that was closed not long ago; what has become old waits for a
 * collection of everything, which nobody can order then.
 */
final class YoungCollection {

    private static final int GARBAGE = 64 << 10;

    /** Keeps the JIT compiler from leaving the garbage out. */
    @SuppressWarnings("unused")
    private static volatile Object sink;

    private YoungCollection() {
    }

    /** {@return whether the garbage collector was at work, within the limit} */
    static boolean provoke(Duration limit) {
        long start = System.nanoTime();
        WeakReference<Object> witness = new WeakReference<>(new Object());
        while (witness.get() != null) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            sink = new byte[GARBAGE];
        }
        sink = null;
        return true;
    }
}
