// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.wdm.NtStatus;

/** Waits until a ticket is done. For the client's thread. */
final class TicketWait {

    /** Longer ones do not fit the arithmetic of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final CoreChannel channel;
    private final DescriptorRing ring;
    private final ChannelHalt halt;

    TicketWait(CoreChannel channel, DescriptorRing ring, ChannelHalt halt) {
        this.channel = channel;
        this.ring = ring;
        this.halt = halt;
    }

    void run(long ticket, Duration limit) throws NetDmaException {
        if (ticket < 1 || ticket > ring.observeSubmitted()) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CPL-2",
                    "ticket %d was not submitted to %s: submit before waiting".formatted(ticket, channel));
        }
        Duration longest = limit.compareTo(LONGEST) > 0 ? LONGEST : limit.isNegative() ? Duration.ZERO : limit;
        long deadline = System.nanoTime() + longest.toNanos();
        Backoff backoff = new Backoff();
        while (true) {
            long answer = channel.poll();
            if (answer >= ticket || Refusal.isRefusal(answer) && ring.observe() >= ticket) {
                return;
            }
            if (Refusal.isRefusal(answer)) {
                throw standstill(Refusal.of(answer), ticket);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4",
                        "ticket %d of %s is not done after %d ms: wait longer, or reset the channel"
                                .formatted(ticket, channel, longest.toMillis()));
            }
            backoff.pause();
        }
    }

    private NetDmaException standstill(Refusal refusal, long ticket) {
        ChannelFailure failure = halt.failure();
        if (refusal != Refusal.HALTED || failure == null) {
            return refusal.toException();
        }
        return new NetDmaException(failure.status(), "XFR-7",
                "%s halted at ticket %d, so ticket %d is not done: %s; reset the channel, then submit it again"
                        .formatted(channel, failure.failedTicket(), ticket, failure.message()));
    }
}
