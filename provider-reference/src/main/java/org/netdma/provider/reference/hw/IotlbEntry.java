// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import java.nio.ByteBuffer;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;

/**
 * One entry of the engine's translation buffer: remembers the last window used for one purpose, so that the next
 * transfer in it needs no lookup. {@link #locate} asks whether the window is open each time. Engine thread only.
 *
 * <p>Windows whose bytes may vanish are kept apart: {@link #locate} finds none of them, so that the short way never meets
 * one, and pays nothing for them. {@link #locateAny} does, and whoever accesses one {@linkplain #checkAccess() checks} it
 * before saying that anything is done [MEM-8].
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
    /** The last window, if it never vanishes. */
    private BusWindow window;
    private ByteBuffer bytes = NO_BYTES;
    private long start;
    /** Of that window; -1 where the last one may vanish. */
    private long length = -1;
    /** How many bytes of the last window the engine reaches, whatever it is. */
    private long reach = -1;
    private boolean mayVanish;

    IotlbEntry(BusMemory memory, long maximumAddress, Access access) {
        this.memory = memory;
        this.maximumAddress = maximumAddress;
        this.access = access;
    }

    /**
     * {@return the offset in {@link #bytes()} of this address; -1 when no open window that the engine may access and that
     * never vanishes holds all of the range}
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
        int found = look(address, size);
        return mayVanish ? -1 : found;
    }

    /**
     * {@return as {@link #locate}, for windows that may vanish too}
     *
     * @param size in bytes, 1 or more
     */
    int locateAny(long address, long size) {
        int found = locate(address, size);
        return found < 0 && mayVanish ? look(address, size) : found;
    }

    /** Throws what an access to the last window has failed with, if that may have happened and the JVM is late. */
    void checkAccess() {
        if (mayVanish) {
            memory.checkAccess();
        }
    }

    /** {@return the bytes behind the window last located} */
    ByteBuffer bytes() {
        return bytes;
    }

    /** {@return whether that window is open and never vanishes; false while there is none} */
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
        return reach - offset;
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
        reach = -1;
        mayVanish = false;
    }

    private int look(long address, long size) {
        BusWindow found = memory.window(address);
        long offset = address - found.start();
        long reachable = reachable(found);
        if (offset < 0 || offset > reachable - size || access == Access.WRITE && !found.isWritable()
                || !found.isOpen()) {
            return -1;
        }
        bytes = found.bytes();
        start = found.start();
        reach = reachable;
        mayVanish = found.mayVanish();
        window = mayVanish ? null : found;
        length = mayVanish ? -1 : reachable;
        return (int) offset;
    }

    /** {@return how many bytes of a window lie below the largest address of the engine} */
    private long reachable(BusWindow found) {
        return Math.min(found.length() - 1, maximumAddress - found.start()) + 1;
    }
}
