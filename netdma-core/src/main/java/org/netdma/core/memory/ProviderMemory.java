// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;

/** The memory as one registered engine reaches it: all of it, until the registration ends. */
public final class ProviderMemory implements BusMemory {

    private volatile AddressSpace space;

    /** @param space that the engine reaches */
    public ProviderMemory(AddressSpace space) {
        this.space = space;
    }

    @Override
    public BusWindow window(long physicalAddress) {
        AddressSpace reached = space;
        return reached == null ? RegionWindow.EMPTY : reached.window(physicalAddress);
    }

    /** Takes all memory out of the engine's reach. */
    public void detach() {
        space = null;
    }
}
