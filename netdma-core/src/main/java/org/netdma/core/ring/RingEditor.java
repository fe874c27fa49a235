// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;

/**
 * Edits the part of a ring that the engine has not processed, while the channel is suspended [XFR-6]. Links stay as
 * they are, so it is all the same whether the chain is linked or counted: contents move. For the submitter only.
 */
public final class RingEditor {

    private final DescriptorRing ring;
    private final DescriptorContents contents;
    private final RingLayout layout;
    private final Preamble preamble;

    RingEditor(DescriptorRing ring, DescriptorContents contents) {
        this.ring = ring;
        this.contents = contents;
        layout = ring.layout;
        preamble = ring.preamble;
    }

    /**
     * Begins to edit.
     *
     * @param lastProcessed physical address of the last descriptor processed; 0 when none was since StartDma
     * @return the highest ticket done; -1 when the address is one that the engine cannot have got to
     */
    public long begin(long lastProcessed) {
        long slot = slot(lastProcessed);
        if (slot < ring.observeSlot()) { // the completion word was further on already
            return -1;
        }
        EditedTickets left = ring.edits.suspended(slot, ring.submitted);
        ring.edits = left; // room is still counted from the completion word, which may name an earlier descriptor
        ring.editedUntil = left.until();
        return left.reported(slot);
    }

    private long slot(long address) {
        if (address == 0 || preamble.holds(address)) {
            return ring.armedAfter();
        }
        boolean exact = CompletionWord.address(address) == address;
        return exact && layout.holds(address) ? layout.ticket(address, ring.submitted) : -1;
    }

    /** Puts the descriptor written last before all that are not processed. */
    public void bringForward() {
        long first = ring.edits.first();
        contents.load(layout.offset(ring.tail));
        for (long slot = ring.tail; slot > first; slot--) {
            contents.move(layout.offset(slot - 1), layout.offset(slot));
        }
        contents.store(layout.offset(first));
        ring.edits = ring.edits.broughtForward(ring.tail);
        ring.editedUntil = ring.tail;
    }

    /**
     * Puts a context change before all that are not processed [DCA-2]. When there are none a null transfer follows that
     * reports, since a context change cannot. There is room for both.
     *
     * @param dcaTarget APIC id
     */
    public void insertContextChange(int dcaTarget) {
        boolean last = ring.edits.first() > ring.tail;
        ring.writeAsIs(dcaTarget, ControlFlags.OP_TYPE_CONTEXT_CHANGE | ControlFlags.DCA_CONTEXT_CHANGE, 0, 0, 0, 0);
        bringForward();
        if (last) {
            ring.write(0, ControlFlags.NULL_TRANSFER, 0, 0, 0, 0);
        }
    }

    /** {@return whether an edit moved descriptors behind what is submitted: they are to be appended at resume} */
    public boolean hasMovedOn() {
        return ring.editedUntil > ring.submitted;
    }

    /** Counts what an edit moved on as submitted: the engine stands still, and all of it is over. */
    public void giveUp() {
        if (hasMovedOn()) {
            ring.overUpTo(ring.editedUntil);
        }
    }

    /**
     * Makes the descriptors of one copy move nothing, as far as they are not processed. A client may
     * say any number, so the last ticket is looked up before there is a range to go through.
     *
     * @return false when the last one is not in the part to edit
     */
    public boolean clear(long firstTicket, long lastTicket) {
        if (ring.edits.slot(lastTicket) == 0) {
            return false;
        }
        for (long ticket = firstTicket; ticket <= lastTicket; ticket++) {
            long slot = ring.edits.slot(ticket);
            if (slot != 0) {
                contents.clear(layout.offset(slot));
            }
        }
        return true;
    }
}
