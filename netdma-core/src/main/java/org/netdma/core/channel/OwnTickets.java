// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.ArrayDeque;
import java.util.Deque;

/** Tickets that the interface used itself, which no count of a client's copies includes. Under the channel's lock. */
final class OwnTickets {

    private final Deque<Long> pending = new ArrayDeque<>();
    private long forgotten;

    /**
     * Adds the newest ticket.
     *
     * @param done highest ticket that is done: those before it need not be told apart any more
     */
    void add(long ticket, long done) {
        while (!pending.isEmpty() && pending.peekFirst() <= done) {
            pending.removeFirst();
            forgotten++;
        }
        pending.addLast(ticket);
    }

    /** {@return how many there are up to a ticket that is not below one that was done at the last addition} */
    long upTo(long ticket) {
        return forgotten + pending.stream().filter(own -> own <= ticket).count();
    }

    /** {@return whether the interface used it, and it may not be done} */
    boolean contains(long ticket) {
        return pending.contains(ticket);
    }
}
