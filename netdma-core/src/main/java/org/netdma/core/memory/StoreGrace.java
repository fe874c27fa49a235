// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

/**
 * The expensive half of an asymmetric Dekker protocol. Two sides each write a flag and then read the other's; without a
 * full fence between the two, a processor may read before its own write is seen, and both miss each other. Here the data
 * path has no fence, since it would wait for every descriptor line to come over from the engine, and the control path
 * waits, after its write, for longer than any processor keeps a store to itself: stores leave a store buffer within a
 * microsecond or so, and at once when a thread or a virtual processor is switched. After that it sees the flag of
 * whoever did not see its own.
 *
 * <p>Known as temporally bounded TSO (Morrison and Afek, 2015).
 */
public final class StoreGrace {

    private static final long NANOS = 50_000;

    private StoreGrace() {
    }

    /** Waits until stores that other threads made before are seen by this one. Control path only. */
    public static void pass() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < NANOS) {
            Thread.onSpinWait();
        }
    }
}
