// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import org.netdma.core.memory.AddressSpace;
import org.netdma.descriptor.DescriptorLayout;

/** Knows the windows that a ring's descriptors name, so that no region is taken from under an engine. */
public final class RingWindows {

    private final DescriptorRing ring;
    private final AddressSpace space;
    private final ByteBuffer memory;
    private final RingLayout layout;

    RingWindows(DescriptorRing ring, RingMemory owned) {
        this.ring = ring;
        space = owned.space();
        memory = owned.bytes();
        layout = owned.layout();
    }

    /** {@return whether a descriptor that the engine may still work on names a window. Any thread, control path} */
    public boolean touched(long windowId) {
        long newest = ring.observeLast();
        for (long ticket = ring.observeSlot() + 1; ticket <= newest; ticket++) {
            int offset = layout.offset(ticket);
            if (WindowIds.contains(memory.getLong(offset + DescriptorLayout.USER_CONTEXT_1), windowId)
                    || WindowIds.contains(memory.getLong(offset + DescriptorLayout.USER_CONTEXT_2), windowId)) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return whether the windows of everything written and not submitted can still be used} Submitter, after it saw a
     * new {@link AddressSpace#closeEpoch()}.
     */
    public boolean areOpen() {
        for (long ticket = ring.submitted + 1; ticket <= ring.tail; ticket++) {
            int offset = layout.offset(ticket);
            long source = memory.getLong(offset + DescriptorLayout.USER_CONTEXT_1);
            long destination = memory.getLong(offset + DescriptorLayout.USER_CONTEXT_2);
            if (!isOpen(offset + DescriptorLayout.SOURCE_ADDRESS, WindowIds.first(source))
                    || !isOpen(offset + DescriptorLayout.DESTINATION_ADDRESS, WindowIds.first(destination))
                    || !isOpen(offset + DescriptorLayout.NEXT_SOURCE_ADDRESS, WindowIds.next(source))
                    || !isOpen(offset + DescriptorLayout.NEXT_DESTINATION_ADDRESS, WindowIds.next(destination))) {
                return false;
            }
        }
        return true;
    }

    private boolean isOpen(int address, long windowId) {
        return windowId == 0 || space.isUsable(memory.getLong(address), windowId);
    }
}
