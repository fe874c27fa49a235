// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.descriptor.TransferStatus;

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
 * <p>A ticket is in the slot of its number, unless the chain was edited: {@link EditedTickets}. What is done is counted
 * in slots inside, and reported in tickets.
 *
 * <p>Ordering: descriptors are written plainly. They reach the engine's thread through the driver's doorbell (release)
 * and the engine's read of it (acquire). The engine writes the completion word with release after the data; reading it
 * with acquire, here, makes the data visible.
 */
public final class DescriptorRing extends DescriptorChain {

    /** What {@link #poll()} answers when the engine stopped on an error or was aborted. */
    public static final long STANDS_STILL = -1;

    /** How many the interface itself writes before it submits them. */
    private static final int OWN_AT_A_TIME = 4;

    private static final int ARMED = TransferStatus.ARMED.ordinal();

    private final RingMemory owned;
    private final RingWindows windows;
    private final RingEditor editor;
    private final int limit;
    private final int wordOffset;
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
        this(RingMemory.allocate(space, slots, highest), capacity, counted);
    }

    private DescriptorRing(RingMemory owned, int capacity, boolean counted) {
        super(owned, counted);
        this.owned = owned;
        limit = capacity - 1;
        wordOffset = layout.wordOffset();
        windows = new RingWindows(this, owned);
        editor = new RingEditor(this, new DescriptorContents(memory, counted));
        writeWord(CompletionWord.ARMED);
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

    /** {@return the highest ticket done, or {@link #STANDS_STILL}. Submitter} */
    public long poll() {
        long word = readWord();
        long slot = refresh(word);
        if (CompletionWord.isHalted(word)) {
            return STANDS_STILL;
        }
        return slot >= editedUntil ? slot : edits.reported(slot);
    }

    /** Returns the highest ticket done, also when the engine stands still. Submitter. */
    public long completed() {
        long slot = refresh(readWord());
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
        // the word names no descriptor of the ring when armed, when halted before the first whole one, when the engine
        // is at the preamble, or broken
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
        overUpTo(tail);
        rearm();
    }

    /** {@return the highest ticket before the engine was last armed. Any thread} */
    public long armedAfter() {
        return base;
    }

    /**
     * {@return a ticket that none which is written is above; exact for the submitter only, in {@link #tail()}. Any
     * thread}
     */
    public long observeNewest() {
        return observeSubmitted() + limit + OWN_AT_A_TIME;
    }

    /** {@return the descriptors as they are now, all of them over, for whoever wants to know who touches them} */
    public FinishedDescriptors finished() {
        return new FinishedDescriptors(this, memory, layout, wordOffset);
    }

    /** Returns the highest ticket that the engine gets to: what is submitted, and what an edit moved on. Any thread. */
    public long observeLast() {
        return Math.max(observeSubmitted(), edits.until());
    }

    /** {@return which tickets are one copy} */
    public GatheredTickets gathered() {
        return gathered;
    }

    /** {@return what knows the windows that descriptors name} */
    public RingWindows windows() {
        return windows;
    }

    /** {@return what edits the chain while the channel is suspended [XFR-6]} */
    public RingEditor editor() {
        return editor;
    }

    /** Takes the memory out of every engine's reach. Completions can be observed for ever. */
    public void close() {
        owned.release();
    }

    private long readWord() {
        // acquire: counterpart of the engine's release of the word after the data
        return (long) DescriptorLayout.LONG.getAcquire(memory, wordOffset);
    }

    private void writeWord(long word) {
        DescriptorLayout.LONG.setRelease(memory, wordOffset, word); // release: counterpart of readWord
    }
}
