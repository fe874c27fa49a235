// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
 *
 * <p>There are two banks. A 1.x engine that got no further sits on the last descriptor of the one that its driver
 * accepted, and follows any link that it finds there [XFR-3], while the driver may refuse the next. So that one is
 * written in the other bank.
 */
final class Preamble {

    private static final int BANKS = 2;
    /** What the longest takes. */
    private static final int BANK_BYTES = 3 * DescriptorLayout.SIZE;
    /** What both banks take. */
    static final int BYTES = BANKS * BANK_BYTES;

    private final ByteBuffer memory;
    private final int offset;
    private final long address;
    /** Descriptors of each bank. Written by the submitter, read by any thread. */
    private final AtomicIntegerArray counts = new AtomicIntegerArray(BANKS);
    /** The bank written last, and the one that a driver accepted last. Submitter's. */
    private int bank;
    private int accepted;
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
        bank = 1 - accepted;
        int written = 0;
        if (dcaTarget.isPresent()) {
            if (nullFirst) {
                put(written++, 0, ControlFlags.NULL_TRANSFER);
            }
            put(written++, dcaTarget.getAsInt(), ControlFlags.OP_TYPE_CONTEXT_CHANGE | ControlFlags.DCA_CONTEXT_CHANGE);
        }
        put(written++, 0, ControlFlags.NULL_TRANSFER | ControlFlags.STATUS_UPDATE_ON_COMPLETION);
        counts.set(bank, written);
        count = written;
        memory.putLong(linkOffset(), link);
    }

    private void put(int slot, int sizeOrTarget, int flags) {
        int at = offset + bank * BANK_BYTES + slot * DescriptorLayout.SIZE;
        memory.putInt(at + DescriptorLayout.TRANSFER_SIZE, sizeOrTarget);
        memory.putInt(at + DescriptorLayout.CONTROL_FLAGS, flags);
        memory.putLong(at + DescriptorLayout.NEXT_DESCRIPTOR, address() + (slot + 1L) * DescriptorLayout.SIZE);
    }

    /** Notes that a driver has accepted it, if there is one. Submitter. */
    void accept() {
        if (count > 0) {
            accepted = bank;
        }
    }

    /** Forgets it: the engine is armed anew, or its driver refused it. Submitter. */
    void clear() {
        count = 0;
    }

    /** {@return the physical address of its first descriptor. Submitter} */
    long address() {
        return address + (long) bank * BANK_BYTES;
    }

    /** {@return how many descriptors it has; 0 when there is none} */
    int count() {
        return count;
    }

    /** {@return where the link of its last descriptor is, from the start of the memory. Submitter} */
    int linkOffset() {
        return offset + bank * BANK_BYTES + (count - 1) * DescriptorLayout.SIZE + DescriptorLayout.NEXT_DESCRIPTOR;
    }

    /** {@return whether a completion word names a descriptor of it, or of the one before: an engine may sit there} */
    boolean holds(long word) {
        long from = CompletionWord.address(word) - address;
        if (from < 0 || from >= BYTES) {
            return false;
        }
        int of = (int) (from / BANK_BYTES);
        return from - (long) of * BANK_BYTES < (long) counts.get(of) * DescriptorLayout.SIZE;
    }
}
