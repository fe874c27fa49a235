// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes that follow from a seed and repeat practically never, so that a piece that is missing, stale or out of place
 * does not go unnoticed: SplitMix64.
 *
 * @param seed another seed, other bytes
 */
record TestPattern(long seed) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Fills a buffer, all of it. */
    void fill(ByteBuffer buffer) {
        ByteBuffer bytes = buffer.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        long word = 0;
        while (bytes.remaining() >= Long.BYTES) {
            bytes.putLong(word(word++));
        }
        for (int n = 0; bytes.hasRemaining(); n++) {
            bytes.put((byte) (word(word) >>> Byte.SIZE * n));
        }
    }

    /** {@return the first byte of the buffer that is not as filled, -1 when all are} */
    int mismatch(ByteBuffer buffer) {
        ByteBuffer bytes = buffer.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
        int whole = bytes.limit() & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            long difference = bytes.getLong(i) ^ word(i / Long.BYTES);
            if (difference != 0) {
                return i + Long.numberOfTrailingZeros(difference) / Byte.SIZE;
            }
        }
        for (int i = whole; i < bytes.limit(); i++) {
            if (bytes.get(i) != at(i)) {
                return i;
            }
        }
        return -1;
    }

    /** {@return the byte that belongs at this index} */
    byte at(int index) {
        return (byte) (word(index / Long.BYTES) >>> Byte.SIZE * (index % Long.BYTES));
    }

    private long word(long index) {
        long z = seed + (index + 1) * GOLDEN_GAMMA;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
