// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tickets that resets have lost: all of them are over, and those in here are not done. Remembers the last ones; of
 * older tickets it is not known. Written under the channel's lock, read by any thread.
 */
final class LostTickets {

    /** How many resets are remembered. */
    private static final int MOST = 1024;
    /** Below every ticket, and below 0, which submit answers when there is nothing to wait for. */
    private static final long NONE = -1;

    /** Tickets from one to another, both included. */
    private record Range(long first, long last) {
    }

    /** What is known of a ticket that is over. */
    enum Fate {
        /** No reset has lost it. */
        DONE,
        /** A reset came before it was done. */
        LOST,
        /** It is older than what is remembered. */
        FORGOTTEN
    }

    private final Deque<Range> ranges = new ArrayDeque<>();
    private long forgotten = NONE;
    /** Highest ticket that was lost, for the look of clients whose channel was never reset. */
    private volatile long highest = NONE;

    /** Notes that the tickets after one that is done, up to another, are lost. */
    synchronized void add(long done, long last) {
        if (last <= done) {
            return;
        }
        Range before = ranges.peekLast();
        long first = done + 1;
        if (before != null && before.last == done) { // a channel that loses everything takes one range for all of it
            first = before.first;
            ranges.removeLast();
        }
        ranges.addLast(new Range(first, last));
        if (ranges.size() > MOST) {
            forgotten = ranges.removeFirst().last;
        }
        highest = last; // last: who sees it finds the range
    }

    /** Returns whether no ticket from this one on is lost: one read. */
    boolean noneFrom(long ticket) {
        return ticket > highest;
    }

    /** Returns what became of the tickets from one to another, all of them over. */
    synchronized Fate fate(long first, long last) {
        for (Range range : ranges) {
            if (first <= range.last && range.first <= last) {
                return Fate.LOST;
            }
        }
        return first <= forgotten ? Fate.FORGOTTEN : Fate.DONE;
    }
}
