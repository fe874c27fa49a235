// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.wdm.NtStatus;

/**
 * The memory of a ring, where engines reach it.
 *
 * @param space  that gave it an address
 * @param window that engines see it through
 * @param bytes  the same memory, little-endian
 * @param layout what is where
 */
record RingMemory(AddressSpace space, RegionWindow window, ByteBuffer bytes, RingLayout layout) {

    private static final int PAGE_SIZE = DescriptorLayout.PAGE_SIZE;

    /** {@return zeroed memory for so many slots} */
    static RingMemory allocate(AddressSpace space, int slots, long highest) throws NetDmaException {
        RegionWindow window = space.map(allocate(slots), true, highest);
        return new RingMemory(space, window, window.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN),
                new RingLayout(window.start(), slots));
    }

    private static ByteBuffer allocate(int slots) throws NetDmaException {
        int bytes = RingLayout.bytes(slots);
        try {
            return ByteBuffer.allocateDirect(bytes + 2 * PAGE_SIZE).alignedSlice(PAGE_SIZE).limit(bytes);
        } catch (OutOfMemoryError e) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "CHN-3",
                    "no memory for a ring of %d descriptors (%s): ask for a smaller one, or raise -XX:MaxDirectMemorySize"
                            .formatted(slots, e.getMessage()), e);
        }
    }

    /** Takes the addresses away; the memory can be read for ever. */
    void release() {
        space.unmap(window);
    }
}
