// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.nio.ByteBuffer;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;

/**
 * One entry of the engine's translation buffer: remembers the last window used for one purpose, so that the next
 * transfer in it needs no lookup. Asks whether the window is open each time. Engine thread only.
 */
final class IotlbEntry {

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocateDirect(0);

    private final BusMemory memory;
    private final long maximumAddress;
    private BusWindow window;
    private ByteBuffer bytes = NO_BYTES;
    private long start;
    private long length = -1;

    IotlbEntry(BusMemory memory, long maximumAddress) {
        this.memory = memory;
        this.maximumAddress = maximumAddress;
    }

    /**
     * {@return the offset in {@link #bytes()} of this address; -1 when no open window that the engine reaches holds
     * all of the range}
     *
     * @param size in bytes, 1 or more
     */
    int locate(long address, long size) {
        long offset = address - start;
        if (offset >= 0 && offset <= length - size && window.isOpen()) {
            return (int) offset;
        }
        return look(address, size);
    }

    /** {@return the bytes behind the window of the last {@link #locate} that succeeded} */
    ByteBuffer bytes() {
        return bytes;
    }

    /** {@return whether that window may be written} */
    boolean isWritable() {
        return window.isWritable();
    }

    /** {@return how many bytes there are from this offset to the end of that window} */
    long rest(int offset) {
        return length - offset;
    }

    /** Forgets the window. */
    void invalidate() {
        window = null;
        bytes = NO_BYTES;
        length = -1;
    }

    private int look(long address, long size) {
        BusWindow found = memory.window(address);
        long offset = address - found.start();
        long reachable = Math.min(found.length() - 1, maximumAddress - found.start()) + 1;
        if (offset < 0 || offset > reachable - size || !found.isOpen()) {
            return -1;
        }
        window = found;
        bytes = found.bytes();
        start = found.start();
        length = reachable;
        return (int) offset;
    }
}
