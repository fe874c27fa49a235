// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.bench;

import java.nio.ByteBuffer;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * Source and destination, which copies step through and start over. They are far enough apart, and not by a power of
 * two: at such distances loads and stores alias in the caches, and any copy is slower.
 */
public final class BenchMemory implements AutoCloseable {

    /** Bytes of the source, and of the destination: more than the caches next to a core hold. */
    static final int BYTES = 8 << 20;
    private static final int DISTANCE = BYTES + 5 * 4096;

    private final MemoryRegion region;
    private final ByteBuffer bytes;
    private int size;
    private int offset;

    /** @param memory gives both */
    public BenchMemory(PhysicalMemory memory) throws NetDmaException {
        region = memory.allocate(DISTANCE + BYTES);
        bytes = region.buffer();
        for (int i = 0; i < BYTES; i++) {
            bytes.put(i, (byte) (i * 31 + (i >> 8)));
        }
    }

    /** Holds both. */
    MemoryRegion region() {
        return region;
    }

    int size() {
        return size;
    }

    /** Starts over with copies of another size, and an empty destination. */
    void restart(int newSize) {
        size = newSize;
        offset = 0;
        for (int i = 0; i < BYTES; i += Long.BYTES) {
            bytes.putLong(DISTANCE + i, 0);
        }
    }

    /** {@return where the next copy reads; it writes to {@link #destinationOf} there} */
    int next() {
        int source = offset;
        int following = source + size;
        offset = following + size > BYTES ? 0 : following;
        return source;
    }

    static int destinationOf(int source) {
        return DISTANCE + source;
    }

    /** Makes the next copy on the calling thread. */
    void copyInline() {
        int source = next();
        bytes.put(destinationOf(source), bytes, source, size);
    }

    /**
     * {@return the first byte of what so many copies from the start wrote that differs from the source; -1 for none}
     */
    int mismatch(long copies) {
        int length = (int) Math.min(copies, BYTES / size) * size;
        return bytes.slice(0, length).mismatch(bytes.slice(DISTANCE, length));
    }

    @Override
    public void close() throws NetDmaException {
        region.close();
    }
}
