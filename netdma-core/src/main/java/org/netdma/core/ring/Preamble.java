// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;

/**
 * Descriptors of the interface's own, which the engine does before a client's: beside the ring, so that they take none
 * of its room, have no ticket, and no count knows of them.
 *
 * <pre>
 *   after context was lost       [null transfer that reports]
 *   with a context change        [null transfer, if context was lost] [context change] [null transfer that reports]
 * </pre>
 *
 * <p>A context change has no flag that asks for a report, so a null transfer behind it does [XFR-9]: a channel is
 * freed, and its provider powered down, only when the engine is done with these too [STO-3].
 */
final class Preamble {

    /** What the longest takes. */
    static final int BYTES = 3 * DescriptorLayout.SIZE;

    private final ByteBuffer memory;
    private final int offset;
    private final long address;
    /** 0 when none was written since the engine was armed. Written by the submitter, read by any thread. */
    private volatile int count;

    Preamble(ByteBuffer memory, int offset, long address) {
        this.memory = memory;
        this.offset = offset;
        this.address = address;
    }

    /**
     * Writes it. Submitter, while the engine stands still.
     *
     * @param nullFirst whether it begins with a null transfer [PWR-2]
     * @param dcaTarget APIC id for a context change [DCA-2]; empty for none
     * @param link      of its last descriptor
     */
    void write(boolean nullFirst, OptionalInt dcaTarget, long link) {
        int written = 0;
        if (dcaTarget.isPresent()) {
            if (nullFirst) {
                put(written++, 0, ControlFlags.NULL_TRANSFER);
            }
            put(written++, dcaTarget.getAsInt(), ControlFlags.OP_TYPE_CONTEXT_CHANGE | ControlFlags.DCA_CONTEXT_CHANGE);
        }
        put(written++, 0, ControlFlags.NULL_TRANSFER | ControlFlags.STATUS_UPDATE_ON_COMPLETION);
        count = written;
        memory.putLong(linkOffset(), link);
    }

    private void put(int slot, int sizeOrTarget, int flags) {
        int at = offset + slot * DescriptorLayout.SIZE;
        memory.putInt(at + DescriptorLayout.TRANSFER_SIZE, sizeOrTarget);
        memory.putInt(at + DescriptorLayout.CONTROL_FLAGS, flags);
        memory.putLong(at + DescriptorLayout.NEXT_DESCRIPTOR, address + (slot + 1L) * DescriptorLayout.SIZE);
    }

    /** Forgets it: the engine is armed anew, or its driver refused it. Submitter. */
    void clear() {
        count = 0;
    }

    /** {@return the physical address of its first descriptor} */
    long address() {
        return address;
    }

    /** {@return how many descriptors it has; 0 when there is none} */
    int count() {
        return count;
    }

    /** {@return where the link of its last descriptor is, from the start of the memory} */
    int linkOffset() {
        return offset + (count - 1) * DescriptorLayout.SIZE + DescriptorLayout.NEXT_DESCRIPTOR;
    }

    /** {@return whether a completion word names a descriptor of it} */
    boolean holds(long word) {
        long from = CompletionWord.address(word) - address;
        return from >= 0 && from < (long) count * DescriptorLayout.SIZE;
    }
}
