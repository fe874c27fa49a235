// SPDX-License-Identifier: Apache-2.0
package org.netdma.memory;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.netdma.NetDmaException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that gives memory physical addresses: 64-bit numbers in an address space of NetDMA's own, through which
 * engines find it. Each bundle gets its own view: what it leaves open is closed when it stops using the service.
 * Callable from any thread.
 */
@ProviderType
public interface PhysicalMemory {

    /** The largest region, in bytes. Larger things are several regions. */
    long MAXIMUM_REGION_SIZE = Integer.MAX_VALUE - 4096L;

    /**
     * Allocates zeroed memory outside the Java heap, page aligned. Where none is left but memory of closed regions waits
     * for the garbage collector, it makes the collector look and tries again, which takes some seconds at most [MEM-15].
     *
     * @param size in bytes, 1 to {@link #MAXIMUM_REGION_SIZE}
     * @return an open, writable region, to be closed by the caller
     * @throws NetDmaException INVALID_PARAMETER for the size; INSUFFICIENT_RESOURCES when memory or addresses run
     *                         out; the message says who has them
     */
    MemoryRegion allocate(long size) throws NetDmaException;

    /**
     * Gives a direct buffer an address, from its position to its limit. The region holds the buffer, so that memory
     * which the garbage collector manages stays while the region is open: that of {@code allocateDirect}, of
     * {@code FileChannel.map} and of {@code Arena.ofAuto}. Nothing can keep memory that is released by hand:
     * <ul>
     * <li>closing the shared arena (JDK 22 and later) that the memory belongs to makes copies of it fail with
     *     INVALID_HANDLE; close the region first;
     * <li>freeing the memory behind the buffer's back, by {@code Unsafe.invokeCleaner}, by native code, or by giving it
     *     back to a pool that does so, is an error of the caller: the next copy crashes the JVM, or writes into whatever
     *     lies there by then. Close the region first.
     * </ul>
     * Copies of a mapped file that is cut off, or whose disk is full, fail with IN_PAGE_ERROR [MEM-10].
     *
     * @param buffer direct, not empty; read-only buffers make read-only regions. Its position and limit are only read
     * @return an open region, to be closed by the caller
     * @throws NetDmaException INVALID_PARAMETER for a heap buffer, an empty one, or one whose arena belongs to a single
     *                         thread (JDK 22 and later), since engines have threads of their own
     */
    MemoryRegion wrap(ByteBuffer buffer) throws NetDmaException;

    /**
     * Maps a part of a file. The file channel may be closed afterwards. Before Java 22 the mapping, and with it the room
     * of a deleted file, stays until the garbage collector finds the closed region's memory [MEM-15].
     *
     * @param file     opened for reading; for a writable region for reading and writing
     * @param mode     READ_ONLY or READ_WRITE; PRIVATE makes a writable region whose changes are not in the file
     * @param position first byte, 0 or more; need not be page aligned
     * @param size     in bytes, 1 to {@link #MAXIMUM_REGION_SIZE}; a file that is shorter grows when mode is READ_WRITE
     * @return an open region, to be closed by the caller
     * @throws NetDmaException INVALID_PARAMETER for position or size, or beyond the end of a read-only file;
     *                         ACCESS_DENIED when the channel was not opened for this mode; UNSUCCESSFUL when the file
     *                         system refuses
     */
    MemoryRegion map(FileChannel file, FileChannel.MapMode mode, long position, long size) throws NetDmaException;

    /** {@return how much is registered now, by all bundles} */
    MemoryUsage usage();
}
