// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import org.netdma.NetDmaException;
import org.netdma.wdm.NtStatus;

/** Waits until a ticket is done. For the client's thread. */
final class TicketWait {

    /** Longer ones do not fit the arithmetic of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final CoreChannel channel;

    TicketWait(CoreChannel channel) {
        this.channel = channel;
    }

    void run(long ticket, Duration limit) throws NetDmaException {
        Duration longest = limit.compareTo(LONGEST) > 0 ? LONGEST : limit.isNegative() ? Duration.ZERO : limit;
        long deadline = System.nanoTime() + longest.toNanos();
        Backoff backoff = new Backoff();
        while (channel.isPending(ticket)) {
            if (System.nanoTime() - deadline > 0) {
                throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4",
                        "ticket %d of %s is not done after %d ms: wait longer, or reset the channel"
                                .formatted(ticket, channel, longest.toMillis()));
            }
            backoff.pause();
        }
        channel.requireDone(ticket);
    }
}
