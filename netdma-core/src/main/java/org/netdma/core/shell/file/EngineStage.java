// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.wdm.NtStatus;

/** Has the engine copy what was read, by a chain of descriptors for each piece. One thread, which never waits here. */
final class EngineStage {

    private final DmaChannel channel;
    private final Queue<Piece> read;
    private final Queue<Piece> copied;
    private final Duration stallLimit;
    private final long descriptorSize;
    private final Deque<Piece> inFlight = new ArrayDeque<>();
    private Piece entering;
    private long done;
    private long progressAt;

    /**
     * @param channel    of this copy alone
     * @param read       pieces to copy
     * @param copied     takes them when they are copied, in the same order
     * @param stallLimit how long the engine may take for one descriptor
     */
    EngineStage(DmaChannel channel, Queue<Piece> read, Queue<Piece> copied, Duration stallLimit) {
        this.channel = channel;
        this.read = read;
        this.copied = copied;
        this.stallLimit = stallLimit;
        descriptorSize = channel.maximumTransferSize();
    }

    /**
     * Hands the engine what was read and takes over what it copied.
     *
     * @return whether there was anything to do
     * @throws NetDmaException when the channel refuses, the engine failed, or took too long for a descriptor
     */
    boolean advance() throws NetDmaException {
        boolean enqueued = enqueue();
        if (inFlight.isEmpty()) {
            if (!read.isEmpty()) {
                accepted(channel.poll()); // a channel that is gone has no free entries either, and never will
            }
            return false;
        }
        long now = accepted(channel.poll());
        if (now > done) {
            done = now;
            progressAt = System.nanoTime();
            while (!inFlight.isEmpty() && inFlight.element().isDone(now)) {
                copied.add(inFlight.remove());
            }
            return true;
        }
        if (!enqueued && System.nanoTime() - progressAt > stallLimit.toNanos()) {
            throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4", ("descriptor %d of provider %d is not done after "
                    + "%d s: pnp:devices may say why, or use another provider")
                    .formatted(done + 1, channel.info().provider(), stallLimit.toSeconds()));
        }
        return enqueued;
    }

    private boolean enqueue() throws NetDmaException {
        boolean idle = inFlight.isEmpty();
        boolean any = false;
        while (channel.freeEntries() > 0 && nextEnters()) {
            accepted(entering.enqueueNext(channel, descriptorSize));
            any = true;
        }
        if (any) {
            accepted(channel.submit());
            if (idle) {
                progressAt = System.nanoTime();
            }
        }
        return any;
    }

    private boolean nextEnters() {
        if (entering == null || entering.isEnqueued()) {
            entering = read.poll();
            if (entering != null) {
                inFlight.add(entering);
            }
        }
        return entering != null;
    }

    private long accepted(long answer) throws NetDmaException {
        if (!Refusal.isRefusal(answer)) {
            return answer;
        }
        Refusal refusal = Refusal.of(answer);
        if (refusal == Refusal.HALTED && channel.failure().isPresent()) {
            ChannelFailure failure = channel.failure().get();
            throw new NetDmaException(failure.status(), refusal.rule(), ("descriptor %d of provider %d failed, near "
                    + "byte %d of the file").formatted(failure.failedTicket(), channel.info().provider(),
                            positionOf(failure.failedTicket())));
        }
        throw refusal.toException();
    }

    private long positionOf(long ticket) {
        return inFlight.stream().filter(piece -> !piece.isDone(ticket - 1)).findFirst()
                .map(piece -> piece.positionOf(ticket, descriptorSize)).orElse(0L);
    }
}
