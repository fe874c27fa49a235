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
     * {@return the bytes of the region: a new little-endian view of the same memory, positioned at 0. It stays valid
     * Java memory after the region is closed, but no engine reaches it any more}
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
     * @throws NetDmaException DEVICE_BUSY when a copy is still in flight after the limit; the region stays open then
     */
    @Override
    void close() throws NetDmaException;
}
