// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.nio.ByteBuffer;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;

/**
 * One entry of the engine's translation buffer: remembers the last window used for one purpose, so that the next
 * transfer in it needs no lookup. {@link #locate} asks whether the window is open each time. Engine thread only.
 */
final class IotlbEntry {

    /** What an access is for. */
    enum Access {
        READ, WRITE
    }

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocateDirect(0);

    private final BusMemory memory;
    private final long maximumAddress;
    private final Access access;
    private BusWindow window;
    private ByteBuffer bytes = NO_BYTES;
    private long start;
    private long length = -1;

    IotlbEntry(BusMemory memory, long maximumAddress, Access access) {
        this.memory = memory;
        this.maximumAddress = maximumAddress;
        this.access = access;
    }

    /**
     * {@return the offset in {@link #bytes()} of this address; -1 when no open window that the engine may access holds
     * all of the range}
     *
     * @param size in bytes, 1 or more
     */
    int locate(long address, long size) {
        long offset = address - start;
        long room = length - size;
        // One is negative when the range is not inside, the last one unless another one is: one branch for both ends.
        if ((offset | room | room - offset) >= 0 && window.isOpen()) {
            return (int) offset;
        }
        return look(address, size);
    }

    /** {@return the bytes behind the window of the last {@link #locate} that succeeded} */
    ByteBuffer bytes() {
        return bytes;
    }

    /** {@return whether that window is open; false while there is none} */
    boolean isOpen() {
        return window != null && window.isOpen();
    }

    /** {@return the first address of that window} */
    long start() {
        return start;
    }

    /** {@return how many bytes of that window the engine reaches} */
    long length() {
        return length;
    }

    /** {@return how many bytes there are from this offset to the end of that window} */
    long rest(int offset) {
        return length - offset;
    }

    /** {@return whether an address that could not be located is reachable, but read-only} */
    boolean isReadOnly(long address) {
        BusWindow found = memory.window(address);
        long offset = address - found.start();
        return access == Access.WRITE && offset >= 0 && offset < reachable(found) && !found.isWritable();
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
        long reachable = reachable(found);
        if (offset < 0 || offset > reachable - size || access == Access.WRITE && !found.isWritable()
                || !found.isOpen()) {
            return -1;
        }
        window = found;
        bytes = found.bytes();
        start = found.start();
        length = reachable;
        return (int) offset;
    }

    /** {@return how many bytes of a window lie below the largest address of the engine} */
    private long reachable(BusWindow found) {
        return Math.min(found.length() - 1, maximumAddress - found.start()) + 1;
    }
}
