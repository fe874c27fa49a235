// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import static org.netdma.descriptor.DescriptorLayout.LONG;

/** Where a channel's completion word is, with guards around it. */
final class WordRegion {

    private static final int WORD_AT = 2048;
    private static final byte GUARD = (byte) 0xA5;

    private final Region region;

    WordRegion(BenchMemory memory) {
        this.region = memory.allocate(2 * WORD_AT);
        for (int i = 0; i < region.length(); i++) {
            region.memory().put(i, GUARD);
        }
    }

    long address() {
        return region.start() + WORD_AT;
    }

    void write(long word) {
        LONG.setRelease(region.memory(), WORD_AT, word);
    }

    /** {@return the word; acquire: counterpart of the engine's release} */
    long read() {
        return (long) LONG.getAcquire(region.memory(), WORD_AT);
    }

    /** {@return whether somebody wrote beside the word} */
    boolean isTouchedAround() {
        for (int i = 0; i < region.length(); i++) {
            if ((i < WORD_AT || i >= WORD_AT + Long.BYTES) && region.memory().get(i) != GUARD) {
                return true;
            }
        }
        return false;
    }
}
