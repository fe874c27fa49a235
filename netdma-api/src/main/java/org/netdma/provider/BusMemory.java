// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Memory as an engine sees it on its bus: physical addresses in, bytes out. An address outside every open region is a
 * fault, not a crash: {@link #window} answers with an empty window.
 *
 * <p>Callable from any thread; allocates nothing, waits for nothing. An engine may remember windows, as an IOTLB does,
 * as long as it asks {@link BusWindow#isOpen()} before each transfer.
 */
@ProviderType
public interface BusMemory {

    /**
     * {@return the window that holds this address; one of length 0 when no open region holds it. Takes the same time
     * whatever the number of regions}
     *
     * @param physicalAddress any 64-bit number
     */
    BusWindow window(long physicalAddress);

    /**
     * Throws now what an earlier access of the calling thread failed with, if the JVM has not thrown it yet; else does
     * nothing. A JVM may let an access to a page that is gone return as if it had succeeded, and throw the
     * {@code InternalError} at some later instruction of the thread: HotSpot 17 does so for every access, of one byte or
     * of many; HotSpot 25 throws at once.
     *
     * <p>An engine calls this on the thread that accessed a window which {@linkplain BusWindow#mayVanish() may vanish},
     * after the access and before it tells anybody that the copy is done: before the completion word, the interrupt
     * and the status registers [MEM-8]. It treats what is thrown, here or by the access itself, as a failure of that copy:
     * the channel halts, and no other [MEM-10]. Between the access and this call the thread neither waits nor calls
     * anything else. For copies between windows that stay it is not needed. Takes about 0.1 microseconds.
     *
     * @throws InternalError if an access of the calling thread failed since its last call
     */
    default void checkAccess() {
        LateFaults.surface();
    }
}
