// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;

/** The descriptors of a ring at a moment when all are over: what they were, to be compared with what they are later. */
public final class FinishedDescriptors {

    private final DescriptorRing ring;
    private final ByteBuffer memory;
    private final RingLayout layout;
    private final int wordOffset;
    private final long last;
    private final byte[] before;

    FinishedDescriptors(DescriptorRing ring, ByteBuffer memory, RingLayout layout, int wordOffset) {
        this.ring = ring;
        this.memory = memory;
        this.layout = layout;
        this.wordOffset = wordOffset;
        last = ring.observeSubmitted();
        before = new byte[layout.capacity() * DescriptorLayout.SIZE];
        memory.get(0, before);
    }

    /**
     * {@return whether one of them is another by now}
     *
     * @param newest ticket that none which is written is above: a slot that was written anew is not compared
     */
    public boolean isChanged(LongSupplier newest) {
        byte[] now = new byte[DescriptorLayout.SIZE];
        for (long ticket = last; isThere(ticket, newest) && ticket > last - layout.capacity(); ticket--) {
            int at = layout.offset(ticket);
            memory.get(at, now);
            if (!Arrays.equals(now, 0, now.length, before, at, at + now.length)) {
                return isThere(ticket, newest); // else the submitter was about to write it anew
            }
        }
        return false;
    }

    private boolean isThere(long ticket, LongSupplier newest) {
        return ticket > Math.max(0, newest.getAsLong() - layout.capacity());
    }

    /** {@return whether the completion word names one of them, as one that was just done. Any thread} */
    public boolean isReported() {
        long newest = ring.observeSubmitted();
        // acquire: counterpart of the engine's release of the word after the data
        long word = (long) DescriptorLayout.LONG.getAcquire(memory, wordOffset);
        if (newest != ring.observeSubmitted()) {
            return false; // the next look sees it
        }
        boolean progress = (word & CompletionWord.STATUS_MASK) < TransferStatus.HALTED.ordinal();
        return progress && layout.holds(word) && layout.ticket(word, newest) <= last;
    }
}
