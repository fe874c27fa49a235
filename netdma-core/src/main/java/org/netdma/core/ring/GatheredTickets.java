// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which tickets are one copy: a gather of several descriptors has the ticket of the last, and the numbers before it are
 * nobody's. Remembers as many gathers as fit in the ring at once, so that what is forgotten is done.
 */
public final class GatheredTickets {

    /** First and last ticket of each gather, side by side. */
    private final AtomicLongArray pairs;
    private int next;

    /** @param capacity of the ring: a gather takes two descriptors at least */
    GatheredTickets(int capacity) {
        pairs = new AtomicLongArray(capacity);
    }

    /** Notes a gather. Submitter. */
    public void add(long first, long last) {
        // first, then last: a reader that meets both halves of different gathers sees an empty range
        pairs.setRelease(next, first); // release: counterpart of the acquire in find
        pairs.setRelease(next + 1, last);
        next = (next + 2) % pairs.length();
    }

    /** Forgets the gathers whose tickets are handed out again: those after a ticket. Submitter. */
    void truncateTo(long last) {
        for (int i = 0; i < pairs.length(); i += 2) {
            if (pairs.getPlain(i + 1) > last) {
                pairs.setRelease(i + 1, 0);
            }
        }
    }

    /** Returns the first of the tickets that are one copy with this one; itself for any other. Any thread. */
    public long firstOf(long ticket) {
        int pair = find(ticket);
        return pair < 0 ? ticket : pairs.getAcquire(pair);
    }

    /** Returns the ticket that the client has of the copy that this one is a part of. Any thread. */
    public long ticketOf(long part) {
        int pair = find(part);
        return pair < 0 ? part : pairs.getAcquire(pair + 1);
    }

    private int find(long ticket) {
        for (int i = 0; i < pairs.length(); i += 2) {
            long last = pairs.getAcquire(i + 1); // acquire: counterpart of the release in add
            if (ticket <= last && pairs.getAcquire(i) <= ticket) {
                return i;
            }
        }
        return -1;
    }
}
