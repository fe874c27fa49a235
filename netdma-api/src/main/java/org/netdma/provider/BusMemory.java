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
}
