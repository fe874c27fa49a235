// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

/**
 * The waiting half of an asymmetric Dekker protocol. Each of two sides writes its own flag, then reads the other's; they
 * must not both miss. A full fence between write and read on both sides would do, but on the data path it would wait for
 * every descriptor's cache line to come over from the engine. So the data path has none, and the control path waits
 * between its write and its read until the other side's write must have arrived.
 *
 * <p>What this relies on, since the Java memory model promises nothing without the second fence:
 * <ul>
 * <li>The compiled code of the data path writes before it reads. {@code VarHandle.acquireFence()} between the two keeps
 * it so: HotSpot's compilers move no memory access over it, though the processor is told nothing on x86.
 * <li>A processor keeps a store to itself for less than {@value #NANOS} ns. Architectures only say "finite"; in fact
 * store buffers have some dozens of entries and drain in about a microsecond, and at once at an interrupt, so when a
 * thread or a virtual processor is taken off in between. The margin is about fifty-fold.
 * </ul>
 *
 * <p>Were it to fail, one submission would overlap an end that it should not: a driver could be called after
 * FreeDmaChannel [STO-3], or a copy could name a region that has just closed. An engine meets no window there, which is a
 * fault of that copy and never a stray access.
 *
 * <p>The exact means, a barrier in all processors (membarrier on Linux), is not to be had without native code. Known as
 * temporally bounded TSO (Morrison and Afek, 2015).
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
