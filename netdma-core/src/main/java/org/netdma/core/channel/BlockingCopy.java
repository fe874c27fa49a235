// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.core.driver.StallClock;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** A copy of any length, in parts, with its caller waiting for the end. */
final class BlockingCopy {

    /** Parts of one submission: few enough for the engine to begin early, many enough for a cheap call. */
    private static final int BATCH = 32;

    private static final long NONE = Long.MAX_VALUE;

    private final CoreChannel channel;
    private final CopyOutcomes outcomes;
    private final long part;
    private final Duration limit;
    private final Backoff backoff = new Backoff();
    private final StallClock clock = new StallClock();
    private long first = NONE;
    private long last;

    /**
     * @param channel  to copy through
     * @param outcomes of its copies
     * @param part     longest length of a part
     * @param limit    longest wait without progress
     */
    BlockingCopy(CoreChannel channel, CopyOutcomes outcomes, long part, Duration limit) {
        this.channel = channel;
        this.outcomes = outcomes;
        this.part = part;
        this.limit = limit;
    }

    /** Copies, and returns when the bytes are there. */
    void run(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length)
            throws NetDmaException {
        long copied = 0;
        while (copied < length) {
            long progress = copied;
            for (int i = 0; i < BATCH && copied < length; i++) {
                long size = Math.min(part, length - copied);
                long ticket = channel.enqueueCopy(source, sourceOffset + copied, destination,
                        destinationOffset + copied, size);
                if (ticket == Refusal.RING_FULL.code()) {
                    break;
                }
                requireAccepted(ticket);
                first = Math.min(first, ticket);
                copied += size;
            }
            long submitted = channel.submit();
            requireAccepted(submitted);
            last = submitted;
            if (copied == progress) {
                waitForProgress();
            }
        }
        await();
    }

    private void await() throws NetDmaException {
        backoff.reset();
        while (channel.isPending(last)) {
            waitForProgress();
        }
        outcomes.requireDone(first, last);
    }

    /** A refusal on the way: what was submitted before is waited for, so that nothing writes after the exception. */
    private void requireAccepted(long answer) throws NetDmaException {
        if (!Refusal.isRefusal(answer)) {
            return;
        }
        channel.dropEnqueued();
        if (first <= last) {
            await();
        }
        throw outcomes.refused(answer);
    }

    private void waitForProgress() throws NetDmaException {
        if (clock.measure(System.nanoTime(), true, channel.progress()) > limit.toNanos()) {
            throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4",
                    "nothing was copied for %d ms: reset the channel".formatted(limit.toMillis()));
        }
        backoff.pause();
    }
}
