// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;

/**
 * The submitter's side of a ring: writes descriptors, links them, and hands them over. {@link DescriptorRing} adds the
 * engine's side; a class of its own, not an object, so that the data path follows no more references. Public, though
 * used through that one only: its methods would else be called through bridges that the compiler makes.
 */
public abstract class DescriptorChain extends PaddingAfter {

    /**
     * Tickets that are multiples of this report their completion, and so does each copy of {@link #LARGE} bytes. So a
     * slow engine is seen to make progress [STO-4], in whatever way its client waits. A power of two.
     */
    static final int REPORT_EVERY = 4;
    /** Bytes from which on a copy takes so long that its report costs nothing. */
    static final int LARGE = 1 << 16;

    private static final VarHandle SUBMITTED;

    static {
        try {
            SUBMITTED = MethodHandles.lookup().findVarHandle(SubmitterFields.class, "submitted", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final ByteBuffer memory;
    final RingLayout layout;
    final Preamble preamble;
    final GatheredTickets gathered;
    private final int mask;
    private final boolean counted;
    /** Highest ticket before the engine was last armed: what is done while the word names no descriptor. */
    volatile long base;

    DescriptorChain(RingMemory owned, boolean counted) {
        memory = owned.bytes();
        layout = owned.layout();
        mask = layout.mask();
        this.counted = counted;
        gathered = new GatheredTickets(layout.capacity());
        preamble = new Preamble(memory, layout.preambleOffset(), layout.base() + layout.preambleOffset());
        for (long ticket = 1; counted && ticket <= layout.capacity(); ticket++) {
            // once for ever: each descriptor's link names the next slot, as the contract wants it [XFR-4]
            memory.putLong(layout.offset(ticket) + DescriptorLayout.NEXT_DESCRIPTOR, layout.address(ticket + 1));
        }
    }

    /** {@return the highest ticket handed out. Submitter} */
    public long tail() {
        return tail;
    }

    /** {@return the highest ticket submitted. Submitter} */
    public long submitted() {
        return submitted;
    }

    /** {@return the highest ticket submitted. Any thread; acquire: counterpart of the releases in here} */
    public long observeSubmitted() {
        return (long) SUBMITTED.getAcquire(this);
    }

    /** {@return whether the next submission is an AppendDma [XFR-1]. Submitter} */
    public boolean isStarted() {
        return started;
    }

    /**
     * Returns whether a started 1.x engine may sit on its last descriptor and follow any link that it finds there
     * [XFR-3]. The slot is safe as long as tickets follow one another, since one slot stays free. Submitter.
     */
    public boolean isReread() {
        return !counted && started;
    }

    /** Notes that StartDma succeeded. Submitter. */
    public void started() {
        preamble.accept();
        started = true;
    }

    /**
     * Writes the next descriptor, which moves bytes or nothing; there is room for it. Asks for a report if one is due.
     * Submitter.
     *
     * @param size          bytes to move
     * @param flags         control flags
     * @param source        physical address
     * @param destination   physical address
     * @param sourceId      {@link WindowIds} of the source, 0 for none
     * @param destinationId {@link WindowIds} of the destination, 0 for none
     * @return its ticket
     */
    public long write(long size, int flags, long source, long destination, long sourceId, long destinationId) {
        boolean report = (tail + 1 & REPORT_EVERY - 1) == 0 || size >= LARGE;
        return writeAsIs(size, report ? flags | ControlFlags.STATUS_UPDATE_ON_COMPLETION : flags, source, destination,
                sourceId, destinationId);
    }

    /** As {@link #write}, without a report that the flags do not ask for: in a context change they mean others. */
    final long writeAsIs(long size, int flags, long source, long destination, long sourceId, long destinationId) {
        long ticket = tail + 1;
        int offset = ((int) ticket - 1 & mask) * DescriptorLayout.SIZE; // as layout.offset, without reading the layout
        long sizeAndFlags = size & 0xFFFF_FFFFL | (long) flags << 32;
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.TRANSFER_SIZE, sizeAndFlags);
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.SOURCE_ADDRESS, source);
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.DESTINATION_ADDRESS, destination);
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.USER_CONTEXT_1, sourceId);
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.USER_CONTEXT_2, destinationId);
        if (!counted) {
            link(ticket, offset);
        } else if (pageBreaks) {
            writeNextPages(offset, 0, 0); // the slot may have them from a round before
        }
        tail = ticket;
        return ticket;
    }

    /**
     * Says where the descriptor written last goes on after its first pages; its flags say which side does [XFR-12].
     * Only for counted rings: to a 1.x engine these fields are its own. Submitter.
     *
     * @param nextSource      physical address of a page, or 0
     * @param nextDestination physical address of a page, or 0
     */
    public void breakPages(long nextSource, long nextDestination) {
        pageBreaks = true;
        writeNextPages(layout.offset(tail), nextSource, nextDestination);
    }

    private void writeNextPages(int offset, long nextSource, long nextDestination) {
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.NEXT_SOURCE_ADDRESS, nextSource);
        DescriptorLayout.LONG.set(memory, offset + DescriptorLayout.NEXT_DESTINATION_ADDRESS, nextDestination);
    }

    /** Ends the chain at the new descriptor, and links it to its predecessor unless the engine sees that one. */
    private void link(long ticket, int offset) {
        memory.putLong(offset + DescriptorLayout.NEXT_DESCRIPTOR, 0);
        if (ticket - 1 > submitted) {
            memory.putLong(layout.offset(ticket - 1) + DescriptorLayout.NEXT_DESCRIPTOR, layout.address(ticket));
        }
    }

    /** Adds control flags to the descriptor written last. Submitter. */
    public void addFlagsToLast(int flags) {
        int at = layout.offset(tail) + DescriptorLayout.CONTROL_FLAGS;
        memory.putInt(at, memory.getInt(at) | flags);
    }

    /**
     * Prepares everything written to be submitted: asks for a report of the last one, and for a 1.x engine that has
     * been started writes the link that it rereads [XFR-3]. Submitter.
     *
     * @return the physical address of the first descriptor to submit
     */
    public long publish() {
        long last = submitted;
        addFlagsToLast(ControlFlags.STATUS_UPDATE_ON_COMPLETION);
        long first = layout.address(last + 1);
        if (!counted && started) {
            // release: counterpart is the engine's reread of its last descriptor, which may precede AppendDma
            DescriptorLayout.LONG.setRelease(memory, linkOffset(last), first);
        }
        // release: counterpart of observeSubmitted; before the driver's call, so that the word never names a later one
        SUBMITTED.setRelease(this, tail);
        return first;
    }

    /** Takes back what publish did: the driver refused, nothing was submitted. Submitter. */
    public void retract(long lastSubmitted) {
        if (!counted && started) {
            DescriptorLayout.LONG.setRelease(memory, linkOffset(lastSubmitted), 0L);
        }
        SUBMITTED.setRelease(this, lastSubmitted); // release: counterpart of observeSubmitted
    }

    /** {@return where the link is that follows a submitted ticket: the preamble's when none was since it was armed} */
    private int linkOffset(long ticket) {
        return ticket == base && preamble.count() > 0
                ? preamble.linkOffset()
                : layout.offset(ticket) + DescriptorLayout.NEXT_DESCRIPTOR;
    }

    /**
     * Writes a chain of the interface's own, to be submitted by itself with StartDma. Submitter, while the engine
     * stands still.
     *
     * @param nullFirst whether it begins with a null transfer [PWR-2]
     * @param dcaTarget APIC id for a context change [DCA-2]; empty for none
     * @return its physical address
     */
    public long openAlone(boolean nullFirst, OptionalInt dcaTarget) {
        preamble.write(nullFirst, dcaTarget, counted ? layout.address(submitted + 1) : 0);
        return preamble.address();
    }

    /** As {@link #openAlone}, to be submitted together with the chain that begins at {@code first}. Submitter. */
    public long openBefore(long first, boolean nullFirst, OptionalInt dcaTarget) {
        preamble.write(nullFirst, dcaTarget, first);
        return preamble.address();
    }

    /** {@return how many descriptors of the interface's own the engine was started with. Any thread} */
    public int preambleCount() {
        return preamble.count();
    }

    /** Takes the interface's own descriptors back: the driver refused them. Submitter. */
    public void closeOpening() {
        preamble.clear();
    }

    /** Forgets descriptors that were written and not submitted, as far back as a ticket. Submitter. */
    public void unwrite(long lastTicket) {
        tail = Math.max(lastTicket, Math.max(submitted, editedUntil)); // what was edited is submitted in any case
        gathered.truncateTo(tail);
        if (!counted && tail > submitted) {
            memory.putLong(layout.offset(tail) + DescriptorLayout.NEXT_DESCRIPTOR, 0);
        }
    }

    /** Counts everything up to a ticket as submitted: the engine stands still, and it is over. Submitter. */
    void overUpTo(long ticket) {
        SUBMITTED.setRelease(this, ticket); // release: counterpart of observeSubmitted
    }
}
