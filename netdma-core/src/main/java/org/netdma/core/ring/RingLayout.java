// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.DescriptorLayout;

/**
 * Where things are in a channel's memory: first the ring of descriptors, then, on cache lines of its own, the
 * completion word, then the {@link Preamble}. Ticket n, counted from 1, sits in slot (n - 1) modulo the capacity. Offsets
 * and pure functions only; {@link DescriptorRing} has the protocol.
 *
 * @param base     physical address of slot 0, a multiple of 64
 * @param capacity slots, a power of two
 */
record RingLayout(long base, int capacity) {

    /** No cache, prefetcher included, shares data in stretches of more than this. */
    private static final int ISOLATION = 128;

    private static final int SHIFT = Integer.numberOfTrailingZeros(DescriptorLayout.SIZE);

    /** {@return the bytes that a ring with its completion word takes} */
    static int bytes(int capacity) {
        return wordOffset(capacity) + ISOLATION + Preamble.BYTES;
    }

    private static int wordOffset(int capacity) {
        return capacity * DescriptorLayout.SIZE + ISOLATION;
    }

    int mask() {
        return capacity - 1;
    }

    /** {@return where the completion word is, from the start of the memory} */
    int wordOffset() {
        return wordOffset(capacity);
    }

    /** {@return where the preamble is, from the start of the memory; a multiple of 64} */
    int preambleOffset() {
        return wordOffset() + ISOLATION;
    }

    /** {@return where the descriptor of a ticket is, from the start of the memory} */
    int offset(long ticket) {
        return ((int) (ticket - 1) & mask()) << SHIFT;
    }

    /** {@return the physical address of the descriptor of a ticket} */
    long address(long ticket) {
        return base + offset(ticket);
    }

    /** {@return whether a completion word names a descriptor of this ring} */
    boolean holds(long word) {
        long offset = CompletionWord.address(word) - base;
        return offset >= 0 && offset < (long) capacity << SHIFT;
    }

    /**
     * {@return the ticket whose descriptor a completion word names}
     *
     * @param word   that names a descriptor of this ring
     * @param newest highest ticket it can be; it is not lower than this by a whole ring
     */
    long ticket(long word, long newest) {
        int slot = (int) (CompletionWord.address(word) - base >>> SHIFT);
        return newest - ((int) (newest - 1) - slot & mask());
    }
}
