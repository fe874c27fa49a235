// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** A copy of any length, in parts, with its caller waiting for the end. */
final class BlockingCopy {

    /** Parts of one submission: few enough for the engine to begin early, many enough for a cheap call. */
    private static final int BATCH = 32;

    private final CoreChannel channel;
    private final long part;
    private final Duration limit;
    private final Backoff backoff = new Backoff();
    private final StallClock clock = new StallClock();

    /**
     * @param channel to copy through
     * @param part    longest length of a part
     * @param limit   longest wait without progress
     */
    BlockingCopy(CoreChannel channel, long part, Duration limit) {
        this.channel = channel;
        this.part = part;
        this.limit = limit;
    }

    /** Copies, and returns when the bytes are there. {@return the last ticket} */
    long run(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length)
            throws NetDmaException {
        long copied = 0;
        long last = 0;
        while (copied < length) {
            long progress = copied;
            for (int i = 0; i < BATCH && copied < length; i++) {
                long size = Math.min(part, length - copied);
                long ticket = channel.enqueueCopy(source, sourceOffset + copied, destination,
                        destinationOffset + copied, size);
                if (ticket == Refusal.RING_FULL.code()) {
                    break;
                }
                last = accepted(ticket, last);
                copied += size;
            }
            last = accepted(channel.submit(), last);
            if (copied == progress) {
                waitForProgress();
            }
        }
        await(last);
        return last;
    }

    private void await(long ticket) throws NetDmaException {
        backoff.reset();
        while (channel.observeDone() < ticket) {
            if (channel.poll() < ticket) {
                throwIfGone();
                waitForProgress();
            }
        }
    }

    /** A refusal on the way: what was submitted before is waited for, so that nothing writes after the exception. */
    private long accepted(long answer, long last) throws NetDmaException {
        if (!Refusal.isRefusal(answer)) {
            return answer;
        }
        Refusal refusal = Refusal.of(answer);
        channel.dropEnqueued();
        throwIfGone();
        await(Math.min(last, channel.observeSubmitted()));
        throw refusal.toException();
    }

    private void throwIfGone() throws NetDmaException {
        ChannelFailure failure = channel.failure().orElse(null);
        if (failure != null) {
            throw new NetDmaException(failure.status(), failure.status() == NtStatus.IO_TIMEOUT ? "STO-4" : "XFR-7",
                    "%s; that was ticket %d, a part of the copy or before it, which may be partly written"
                            .formatted(failure.message(), failure.failedTicket()));
        }
        if (channel.isOver()) {
            throw Refusal.of(channel.poll()).toException();
        }
    }

    private void waitForProgress() throws NetDmaException {
        if (clock.measure(System.nanoTime(), true, channel.observeDone()) > limit.toNanos()) {
            throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4",
                    "nothing was copied for %d ms: reset the channel".formatted(limit.toMillis()));
        }
        backoff.pause();
    }
}
