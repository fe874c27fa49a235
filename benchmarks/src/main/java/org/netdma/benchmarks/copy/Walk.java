// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.nio.ByteBuffer;

/**
 * Where the next copy reads and writes: source and destination step through {@value #BYTES} bytes each, and start over.
 * The two are {@link #DISTANCE} bytes apart, not a power of two, at which loads and stores would alias in the caches.
 */
public final class Walk {

    /** Bytes of source, and of destination. */
    public static final int BYTES = 8 << 20;
    private static final int PAGE = 4096;
    /** From the first byte of the source to the first of the destination. */
    private static final int DISTANCE = BYTES + 5 * PAGE;

    private final ByteBuffer source;
    private final ByteBuffer destination;
    private int size = 64;
    private int offset;

    /** Allocates and fills the memory. */
    public Walk() {
        ByteBuffer memory = ByteBuffer.allocateDirect(DISTANCE + BYTES + PAGE).alignedSlice(PAGE);
        source = memory.slice(0, BYTES);
        destination = memory.slice(DISTANCE, BYTES);
        for (int i = 0; i < BYTES; i++) {
            source.put(i, (byte) (i * 31 + (i >> 8)));
        }
    }

    /** {@return what is read, page aligned} */
    public ByteBuffer source() {
        return source;
    }

    /** {@return what is written, page aligned} */
    public ByteBuffer destination() {
        return destination;
    }

    /** {@return bytes of a block} */
    public int size() {
        return size;
    }

    /** Starts over, with blocks of another size and an empty destination. */
    public void restart(int newSize) {
        if (newSize < 1 || newSize > BYTES) {
            throw new IllegalArgumentException("a block has 1 to " + BYTES + " bytes, not " + newSize);
        }
        size = newSize;
        offset = 0;
        for (int i = 0; i < BYTES; i += Long.BYTES) {
            destination.putLong(i, 0);
        }
    }

    /** {@return the offset of the next block, on both sides} */
    public int next() {
        int block = offset;
        int following = block + size;
        offset = following + size > BYTES ? 0 : following;
        return block;
    }

    /** {@return whether the destination holds what this many copies from the start wrote} */
    boolean isIntact(long copies) {
        int length = (int) Math.min(copies, BYTES / size) * size;
        return source.slice(0, length).equals(destination.slice(0, length));
    }
}
