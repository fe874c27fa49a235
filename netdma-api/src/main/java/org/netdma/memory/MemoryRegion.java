// SPDX-License-Identifier: Apache-2.0
package org.netdma.memory;

import java.nio.ByteBuffer;
import org.netdma.NetDmaException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A piece of memory that engines can reach. From the submission of a copy until its completion the engine owns the
 * bytes of both sides: the client neither writes the source nor touches the destination.
 *
 * <p>Threads: any; closing is safe against copies in flight.
 */
@ProviderType
public interface MemoryRegion extends AutoCloseable {

    /** {@return the physical address of the first byte, never 0} */
    long physicalAddress();

    /** {@return its length in bytes} */
    long size();

    /** {@return whether it may be the destination of a copy} */
    boolean isWritable();

    /** {@return whether it can be used; false for ever once {@link #close()} began} */
    boolean isOpen();

    /**
     * {@return the bytes of the region: a new little-endian view of the same memory, positioned at 0. After the region is
     * closed no engine reaches it any more, and a view that is kept is safe but of no use: from Java 22 on its methods
     * throw {@link IllegalStateException}; before Java 22, and for small and wrapped regions, it is valid memory, which a
     * kept view keeps from being given back [MEM-15]}
     *
     * @throws NetDmaException INVALID_HANDLE when the region is closed
     */
    ByteBuffer buffer() throws NetDmaException;

    /**
     * Writes changes of a mapped file to the device that holds it; does nothing for other regions.
     *
     * @throws NetDmaException INVALID_HANDLE when the region is closed; UNSUCCESSFUL when the file system refuses
     */
    void force() throws NetDmaException;

    /**
     * Takes the region's addresses away. New copies are refused at once; copies in flight are waited for, with a
     * limit, and only then does the memory leave the engines' reach. Closing twice does nothing.
     *
     * <p>When this returns, memory and mappings are given back where the JDK lets us [MEM-15]: from Java 22 on at once,
     * so that the room of a deleted file is free, unless a system call of another thread is at work on them, then after
     * it. Before Java 22, and for allocated regions of less than 64 KiB, the garbage collector gives them back when it
     * finds that no view is left; {@link MemoryUsage#closedBytes()} counts what waits for it, and
     * {@link PhysicalMemory#allocate} makes it look before it refuses.
     *
     * @throws NetDmaException DEVICE_BUSY when a copy is still in flight after the limit; the region stays open then
     */
    @Override
    void close() throws NetDmaException;
}
