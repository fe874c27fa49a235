// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.core.ring.DescriptorRing;

/** Counts a client's descriptors; those of the interface are left out. Under the channel's lock. */
final class ChannelTally {

    private final DescriptorRing ring;
    private final OwnTickets own;
    private long failed;
    private long dropped;

    ChannelTally(DescriptorRing ring, OwnTickets own) {
        this.ring = ring;
        this.own = own;
    }

    /** Of all that is submitted, what comes after a ticket failed. */
    void failedAfter(long done) {
        failed += clients(ring.submitted()) - clients(done);
    }

    /** What is enqueued and not submitted is dropped: it takes tickets and counts nowhere. */
    void dropped() {
        dropped += clients(ring.tail()) - clients(ring.submitted());
    }

    /**
     * {@return the counts now}
     *
     * @param standsStill whether what is not done will not be
     */
    ChannelCounts counts(boolean standsStill) {
        long last = ring.observeSubmitted();
        long submitted = clients(last);
        long done = clients(Math.min(ring.observe(), last));
        long lost = failed + (standsStill ? submitted - done : 0);
        return new ChannelCounts(submitted - dropped, done - failed - dropped, lost);
    }

    /** {@return how many tickets up to one are the client's} */
    private long clients(long last) {
        return last - own.upTo(last);
    }
}
