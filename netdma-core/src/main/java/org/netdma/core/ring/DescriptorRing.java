// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;
import org.netdma.wdm.NtStatus;

/**
 * A channel's ring of descriptors and its completion word, in memory that the engine reaches.
 *
 * <pre>
 *   done ........ submitted ........ tail          at most capacity - 1 tickets from done to tail
 *        engine's            submitter's
 * </pre>
 *
 * <p>Who has the submitter's role is the channel's affair; methods say when they are for the submitter only. The
 * {@code observe} methods are for any thread.
 *
 * <p>A ticket is in the slot of its number, unless the chain was edited: {@link EditedTickets}. What is done is counted in
 * slots inside, and reported in tickets.
 *
 * <p>Ordering: descriptors are written plainly. They reach the engine's thread through the driver's doorbell (release)
 * and the engine's read of it (acquire). The engine writes the completion word with release after the data; reading it
 * with acquire, here, makes the data visible.
 */
public final class DescriptorRing extends PaddingAfter {

    /** What {@link #poll()} answers when the engine stopped on an error or was aborted. */
    public static final long STANDS_STILL = -1;

    private static final int PAGE_SIZE = DescriptorLayout.PAGE_SIZE;
    private static final int ARMED = TransferStatus.ARMED.ordinal();
    private static final VarHandle SUBMITTED;

    static {
        try {
            SUBMITTED = MethodHandles.lookup().findVarHandle(SubmitterFields.class, "submitted", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AddressSpace space;
    private final RegionWindow window;
    private final ByteBuffer memory;
    private final RingLayout layout;
    private final RingEditor editor;
    private final int limit;
    private final int wordOffset;
    private final boolean counted;
    private final Preamble preamble;
    /** Highest ticket before the engine was last armed: what is done while the word names no descriptor. */
    private volatile long base;
    /** Written by the submitter while the channel is suspended; read by any thread, after the completion word. */
    volatile EditedTickets edits = EditedTickets.NONE;

    /**
     * Makes an empty ring.
     *
     * @param space    that gives its memory an address
     * @param capacity descriptors, a power of two; one stays free
     * @param counted  whether chains are counted [XFR-4], else null-terminated [XFR-3]
     * @param highest  largest address that the engine reaches
     * @throws NetDmaException INSUFFICIENT_RESOURCES when there is no memory or no address
     */
    public DescriptorRing(AddressSpace space, int capacity, boolean counted, long highest) throws NetDmaException {
        this(space, capacity, capacity, counted, highest);
    }

    /**
     * Makes an empty ring with slots that only the interface uses.
     *
     * @param slots {@code capacity} or more, a power of two
     */
    public DescriptorRing(AddressSpace space, int capacity, int slots, boolean counted, long highest)
            throws NetDmaException {
        this.space = space;
        window = space.map(allocate(slots), true, highest);
        memory = window.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        layout = new RingLayout(window.start(), slots);
        limit = capacity - 1;
        wordOffset = layout.wordOffset();
        this.counted = counted;
        preamble = new Preamble(memory, layout.preambleOffset(), layout.base() + layout.preambleOffset());
        editor = new RingEditor(this, new DescriptorContents(memory, counted), layout, preamble);
        for (long ticket = 1; counted && ticket <= slots; ticket++) {
            // once for ever: each descriptor's link names the next slot, as the contract wants it [XFR-4]
            memory.putLong(layout.offset(ticket) + DescriptorLayout.NEXT_DESCRIPTOR, layout.address(ticket + 1));
        }
        writeWord(CompletionWord.ARMED);
    }

    private static ByteBuffer allocate(int capacity) throws NetDmaException {
        int bytes = RingLayout.bytes(capacity);
        try {
            return ByteBuffer.allocateDirect(bytes + 2 * PAGE_SIZE).alignedSlice(PAGE_SIZE).limit(bytes);
        } catch (OutOfMemoryError e) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "CHN-3",
                    "no memory for a ring of %d descriptors (%s): ask for a smaller ring, or raise -XX:MaxDirectMemorySize"
                            .formatted(capacity, e.getMessage()), e);
        }
    }

    /** {@return the physical address of the completion word} */
    public long completionWordAddress() {
        return layout.base() + wordOffset;
    }

    /** {@return the physical address of the first slot} */
    long address() {
        return layout.base();
    }

    /** {@return slots for a client's descriptors, of which one stays free} */
    public int capacity() {
        return limit + 1;
    }

    /** {@return the highest ticket handed out. Submitter} */
    public long tail() {
        return tail;
    }

    /** {@return the highest ticket submitted. Submitter} */
    public long submitted() {
        return submitted;
    }

    /** {@return the highest ticket submitted. Any thread; acquire: counterpart of the release in publish and retract} */
    public long observeSubmitted() {
        return (long) SUBMITTED.getAcquire(this);
    }

    /** {@return whether the next submission is an AppendDma [XFR-1]. Submitter} */
    public boolean isStarted() {
        return started;
    }

    /** Notes that StartDma succeeded. Submitter. */
    public void started() {
        started = true;
    }

    /** {@return whether a descriptor can be written. Reads the completion word only when it must. Submitter} */
    public boolean hasRoom() {
        return tail - done < limit || tail - refresh(readWord()) < limit;
    }

    /** {@return how many descriptors can be written. Submitter} */
    public int free() {
        return (int) Math.max(0, limit - (tail - refresh(readWord())));
    }

    /** {@return whether two of the interface's own can be written. Submitter} */
    public boolean hasRoomForOwn() {
        return tail - refresh(readWord()) + 2 <= layout.mask();
    }

    /**
     * Writes the next descriptor; there is room for it. Submitter.
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
        long ticket = tail + 1;
        int offset = layout.offset(ticket);
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

    /** Ends the chain at the new descriptor, and links it to its predecessor unless the engine already sees that one. */
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
     * Writes a chain of the interface's own, to be submitted by itself with StartDma. Submitter, while the engine stands
     * still.
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
        if (!counted && tail > submitted) {
            memory.putLong(layout.offset(tail) + DescriptorLayout.NEXT_DESCRIPTOR, 0);
        }
    }

    /** {@return the highest ticket done, or {@link #STANDS_STILL}. Submitter} */
    public long poll() {
        long word = readWord();
        long slot = refresh(word);
        if (CompletionWord.isHalted(word)) {
            return STANDS_STILL;
        }
        return slot >= editedUntil ? slot : edits.reported(slot);
    }

    /** Never goes back, whatever a broken engine writes. */
    private long refresh(long word) {
        long highest = Math.max(done, decode(word, submitted));
        done = highest;
        return highest;
    }

    /** {@return the highest ticket done, however often the ring went round meanwhile. Any thread} */
    public long observe() {
        long slot = observeSlot();
        return edits.reported(slot); // after the word, which the engine writes after it was resumed with these edits
    }

    /** {@return the first ticket that is not done, though later ones may be. Any thread} */
    public long observeNext() {
        long slot = observeSlot();
        return edits.after(slot);
    }

    /** {@return whether the engine has something to do, the interface's own included. Any thread} */
    public boolean isWorking() {
        return observeSlot() < observeSubmitted() || preamble.count() > 0 && readWord() == CompletionWord.ARMED;
    }

    /** {@return how far the engine has got, in slots: grows with each report. Any thread} */
    public long observeSlot() {
        while (true) {
            long before = observeSubmitted();
            long word = readWord();
            if (before == observeSubmitted()) {
                return decode(word, before);
            }
        }
    }

    /** {@return whether the engine says that the channel stands still after an error or abort. Any thread} */
    public boolean isHalted() {
        return CompletionWord.isHalted(readWord());
    }

    private long decode(long word, long newest) {
        // the word names no descriptor of the ring when armed, when halted before the first whole one, when the engine is
        // at the preamble, or broken
        return (word & CompletionWord.STATUS_MASK) >= ARMED || !layout.holds(word)
                ? base
                : layout.ticket(word, newest);
    }

    /**
     * {@return whether the completion word is one that an engine may write [CPL-2]: it names a descriptor of this ring,
     * or none. Any thread}
     */
    public boolean isWordLegal() {
        long word = readWord();
        return switch ((int) (word & CompletionWord.STATUS_MASK)) {
            case 0, 1, 2 -> layout.holds(word) || preamble.holds(word); // ACTIVE, IDLE, SUSPEND
            case 3 -> layout.holds(word) || preamble.holds(word) || CompletionWord.address(word) == 0; // HALTED
            case 4 -> true; // ARMED
            default -> false;
        };
    }

    /** Makes the word say that the channel stands still: for an engine that was reset and says nothing by itself. */
    public void markHalted() {
        long completed = observeSlot();
        writeWord(CompletionWord.of(completed == base ? 0 : layout.address(completed), TransferStatus.HALTED));
    }

    /** Arms a channel that stands still: everything submitted is over, the next submission is a StartDma. Submitter. */
    public void rearm() {
        base = submitted;
        done = submitted;
        started = false;
        preamble.clear();
        writeWord(CompletionWord.ARMED);
    }

    /** Arms a channel that stands still, and drops what is written and not submitted too. Submitter. */
    public void reset() {
        SUBMITTED.setRelease(this, tail); // release: counterpart of observeSubmitted
        rearm();
    }

    /** {@return the highest ticket before the engine was last armed. Any thread} */
    public long armedAfter() {
        return base;
    }

    /** {@return whether a descriptor that the engine may still work on names a window. Any thread, control path} */
    public boolean touches(long windowId) {
        long newest = Math.max(observeSubmitted(), edits.until()); // what an edit moved on is submitted at resume
        for (long ticket = observeSlot() + 1; ticket <= newest; ticket++) {
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
    public boolean windowsAreOpen() {
        for (long ticket = submitted + 1; ticket <= tail; ticket++) {
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

    /** {@return what edits the chain while the channel is suspended [XFR-6]} */
    public RingEditor editor() {
        return editor;
    }

    /** Takes the memory out of every engine's reach. Completions can be observed for ever. */
    public void close() {
        space.unmap(window);
    }

    private long readWord() {
        // acquire: counterpart of the engine's release of the word after the data
        return (long) DescriptorLayout.LONG.getAcquire(memory, wordOffset);
    }

    private void writeWord(long word) {
        DescriptorLayout.LONG.setRelease(memory, wordOffset, word); // release: counterpart of readWord
    }
}
