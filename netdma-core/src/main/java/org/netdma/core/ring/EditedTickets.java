// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

/**
 * Which ticket's descriptor is in which slot of a chain that was edited [XFR-6]. Elsewhere ticket n is in slot n; an
 * inserted copy takes the slot of the first descriptor that is not processed, and all behind it move one slot on.
 * Immutable; a new one for each edit.
 *
 * <p>Slots are counted as tickets are, without end. Progress is reported as one ticket, so that it stays behind the
 * slots done as long as a ticket that was overtaken is not done.
 */
final class EditedTickets {

    /** Nothing was edited: each ticket is in the slot of its number. */
    static final EditedTickets NONE = new EditedTickets(1, 0, new long[0]);

    /** The first slot of the map: all before it were processed when the map was made. */
    private final long first;
    /** What is reported while none of the map's slots is done. */
    private final long floor;
    private final long[] tickets;
    private final long[] reported;

    private EditedTickets(long first, long floor, long[] tickets) {
        this.first = first;
        this.floor = floor;
        this.tickets = tickets;
        reported = new long[tickets.length];
        boolean[] pending = new boolean[(int) Math.max(0, until() - floor)];
        for (long ticket : tickets) {
            pending[(int) (ticket - floor - 1)] = true;
        }
        int reached = 0;
        for (int i = 0; i < tickets.length; i++) {
            pending[(int) (tickets[i] - floor - 1)] = false;
            while (reached < pending.length && !pending[reached]) {
                reached++;
            }
            reported[i] = floor + reached;
        }
    }

    /** {@return the first slot that was not processed when the chain was suspended} */
    long first() {
        return first;
    }

    /** {@return the last slot that may hold another ticket than that of its number; none from this one on is behind} */
    long until() {
        return first + tickets.length - 1;
    }

    /** {@return the highest ticket such that it and all before it are done once a slot is} */
    long reported(long slot) {
        if (slot >= until()) {
            return slot;
        }
        return slot < first ? floor : reported[(int) (slot - first)];
    }

    /** {@return the ticket whose descriptor is in a slot that was not processed} */
    private long ticket(long slot) {
        return slot < first || slot > until() ? slot : tickets[(int) (slot - first)];
    }

    /** {@return the ticket that comes after the slots done: the first one that is not done} */
    long after(long slot) {
        return ticket(Math.max(slot + 1, first)); // the slots before the first are done, reported or not
    }

    /** {@return the slot that holds a ticket's descriptor; 0 when it is none of the map's} */
    long slot(long ticket) {
        for (int i = 0; i < tickets.length; i++) {
            if (tickets[i] == ticket) {
                return first + i;
            }
        }
        return 0;
    }

    /** {@return the map of what is left of a chain: the slots after one that is processed, up to another at least} */
    EditedTickets suspended(long processed, long last) {
        return new EditedTickets(processed + 1, reported(processed),
                range(processed + 1, Math.max(last, until()), 0));
    }

    /** {@return the map once the newest ticket has been brought to the first slot, and those before it moved on} */
    EditedTickets broughtForward(long newest) {
        long[] moved = range(first, newest - 1, 1);
        moved[0] = newest;
        return new EditedTickets(first, floor, moved);
    }

    private long[] range(long from, long to, int leaveFree) {
        long[] range = new long[(int) (to - from + 1) + leaveFree];
        for (int i = leaveFree; i < range.length; i++) {
            range[i] = ticket(from + i - leaveFree);
        }
        return range;
    }
}
