// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Copies whose descriptors are all in the ring, in the order of their tickets. The submitter adds; any thread that
 * learns of completions takes. A slot that was not taken yet is as good as a full ring. One slot stays free: a taker
 * clears its slot after it has moved the head, and by then others may have taken all; they stop at the free one.
 */
final class PendingCopies {

    /** The index that takers write, in the middle of an array: away from what the submitter writes. */
    private static final int HEAD = 16;

    private final AtomicReferenceArray<AsyncCopy> slots;
    private final AtomicLongArray head = new AtomicLongArray(2 * HEAD);
    private final int mask;
    private long tail;

    /** @param capacity slots, a power of two, of which one stays free */
    PendingCopies(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
        mask = capacity - 1;
    }

    /** {@return whether a copy can be added. Submitter} */
    boolean hasRoom() {
        return slots.getAcquire((int) (tail + 1) & mask) == null; // acquire: counterpart of the release in take
    }

    /** Adds a copy; there is room. Submitter. */
    void add(AsyncCopy copy) {
        slots.setRelease((int) tail & mask, copy); // release: counterpart of the acquire in take
        tail++;
    }

    /** {@return the oldest copy, if it is over once {@code done} is done; null when there is none. Any thread} */
    AsyncCopy take(long done) {
        while (true) {
            long oldest = head.get(HEAD);
            int slot = (int) oldest & mask;
            AsyncCopy copy = slots.getAcquire(slot); // acquire: counterpart of the release in add
            if (copy == null || copy.lastTicket() > done) {
                if (head.get(HEAD) == oldest) {
                    return null;
                } // else it was the slot of a copy that another thread has just taken; the next one may be over, too
            } else if (head.compareAndSet(HEAD, oldest, oldest + 1)) {
                slots.setRelease(slot, null); // release: counterpart of the acquire in hasRoom
                return copy;
            }
        }
    }

    /** {@return whether a ticket belongs to a copy. Submitter} */
    boolean own(long ticket) {
        for (int slot = 0; slot <= mask; slot++) {
            AsyncCopy copy = slots.getAcquire(slot); // acquire: as in take
            if (copy != null && copy.owns(ticket)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether there is none. Any thread; out of date at once} */
    boolean isEmpty() {
        while (true) {
            long oldest = head.get(HEAD);
            if (slots.getAcquire((int) oldest & mask) != null) { // acquire: as in take
                return false;
            }
            if (head.get(HEAD) == oldest) {
                return true;
            } // else it was the slot of a copy that another thread has just taken
        }
    }
}
