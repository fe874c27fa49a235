// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

/**
 * A copy from slow memory: the first engine that looks its source up stands still there until the hold is released.
 *
 * @param copy which it is
 * @param hold where the engine stands still
 */
public record SlowCopy(PatternedCopy copy, Hold hold) {

    /** Bytes of each; no more than one descriptor of the smallest engine, and easily told from other copies. */
    public static final int SIZE = 64;

    /** {@return a slow copy, prepared} */
    public static SlowCopy of(Bench bench) {
        Region source = bench.memory().allocateHeld(SIZE + 2 * Copies.GUARD);
        Region destination = bench.memory().allocate(SIZE + 2 * Copies.GUARD);
        return new SlowCopy(Copies.between(source, Copies.GUARD, destination, Copies.GUARD, SIZE), source.hold());
    }

    /** {@return a descriptor for it} */
    public Descriptor descriptor(int flags) {
        return copy.descriptor(flags);
    }

    /** Fails when it did not happen exactly as it should. */
    public void assertCopied() {
        Copies.check("the copy from slow memory", copy.verifyCopied());
    }
}
