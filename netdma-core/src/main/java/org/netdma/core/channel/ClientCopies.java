// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;

/** Copies of any length, with their caller waiting, or with a stage. For the client's thread. */
final class ClientCopies {

    private final CoreChannel channel;
    private final TransferLimits limits;
    private final Submitter submitter;
    private final ChannelHalt halt;
    private final ChannelControl control;
    private final CopyOutcomes outcomes;
    private final Supplier<Duration> timeout;

    ClientCopies(CoreChannel channel, TransferLimits limits, Submitter submitter, ChannelHalt halt,
            ChannelControl control, CopyOutcomes outcomes, Supplier<Duration> timeout) {
        this.channel = channel;
        this.limits = limits;
        this.submitter = submitter;
        this.halt = halt;
        this.control = control;
        this.outcomes = outcomes;
        this.timeout = timeout;
    }

    /** Copies, and returns when the bytes are there. */
    void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length)
            throws NetDmaException {
        long refusal = limits.check(source, sourceOffset, destination, destinationOffset, length);
        if (refusal == 0) {
            refusal = Math.min(0, channel.submit()); // what is enqueued already goes first
        }
        if (refusal != 0) {
            throw outcomes.refused(refusal);
        }
        long lastPolled = submitter.lastPolled();
        try {
            new BlockingCopy(channel, outcomes, limits.part(), timeout.get().multipliedBy(2))
                    .run(source, sourceOffset, destination, destinationOffset, length);
        } finally {
            if (halt.isHalted()) {
                halt.recover(lastPolled); // nobody polls for the parts: usable again unless other copies were halted
            }
        }
    }

    /** {@return a stage that completes when the bytes are there} */
    CompletionStage<Void> start(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        AsyncCopy copy = new AsyncCopy(source, sourceOffset, destination, destinationOffset, length);
        long refusal = limits.check(source, sourceOffset, destination, destinationOffset, length);
        if (refusal != 0) {
            copy.fail(Refusal.of(refusal).toException());
        } else {
            control.start(copy);
        }
        return copy;
    }
}
