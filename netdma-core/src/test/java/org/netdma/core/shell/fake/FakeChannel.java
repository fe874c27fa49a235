// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.fake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.wdm.NtStatus;

/**
 * A channel whose engine processes one descriptor at each poll, on the polling thread: several chains are in flight, and
 * every run is like the one before.
 */
public final class FakeChannel implements DmaChannel {

    private record Copy(long ticket, MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
    }

    private final FakeClients clients;
    private final String client;
    private final int number;
    private final int requestedPriority;
    private final int priority;
    private final FakeEngine engine;
    private final Deque<Copy> queue = new ArrayDeque<>();
    private long enqueued;
    private long submitted;
    private long completed;
    private Refusal stopped;

    FakeChannel(FakeClients clients, String client, int number, int requestedPriority) {
        this.clients = clients;
        this.client = client;
        this.number = number;
        this.requestedPriority = requestedPriority;
        this.priority = Math.min(requestedPriority, clients.highestPriority);
        this.engine = clients.engine;
    }

    /** Takes the channel away, as a provider does that stops. */
    public void remove() {
        stopped = Refusal.CHANNEL_REMOVED;
    }

    @Override
    public long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        if (stopped != null) {
            return stopped.code();
        }
        if (queue.size() == clients.ringCapacity - 1) {
            return Refusal.RING_FULL.code();
        }
        if (length > maximumTransferSize()) {
            return Refusal.TRANSFER_TOO_LARGE.code();
        }
        if (!source.isOpen() || !destination.isOpen()) {
            return Refusal.REGION_CLOSED.code();
        }
        enqueued++;
        queue.add(new Copy(enqueued, source, sourceOffset, destination, destinationOffset, length));
        return enqueued;
    }

    @Override
    public long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length, int flags) {
        return enqueueCopy(source, sourceOffset, destination, destinationOffset, length);
    }

    @Override
    public long enqueueNull(int flags) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long submit() {
        if (stopped != null) {
            return stopped.code();
        }
        submitted = enqueued;
        return submitted;
    }

    @Override
    public long poll() {
        if (stopped == null && completed < submitted && completed + 1 < clients.hangsAt) {
            process(queue.remove());
        }
        return stopped != null ? stopped.code() : completed;
    }

    @Override
    public boolean isPending(long ticket) {
        long done = poll();
        return !Refusal.isRefusal(done) && done < ticket && ticket <= submitted;
    }

    @Override
    public void requireDone(long ticket) throws NetDmaException {
        if (Refusal.isRefusal(ticket)) {
            throw Refusal.of(ticket).toException();
        }
        if (ticket > completed) {
            throw (stopped != null ? stopped : Refusal.RING_FULL).toException();
        }
    }

    @Override
    public long completed() {
        poll();
        return completed;
    }

    private void process(Copy copy) {
        if (engine.process(copy.ticket(), part(copy.source(), copy.sourceOffset(), copy.length()),
                part(copy.destination(), copy.destinationOffset(), copy.length()))) {
            completed++;
        } else if (stopped == null) {
            stopped = Refusal.HALTED;
        }
    }

    private static ByteBuffer part(MemoryRegion region, long offset, long length) {
        try {
            return region.buffer().slice((int) offset, (int) length);
        } catch (NetDmaException e) {
            throw new AssertionError("the engine met a closed region", e);
        }
    }

    @Override
    public void await(long ticket, Duration limit) throws NetDmaException {
        for (long done = poll(); done < ticket; done = poll()) {
            if (Refusal.isRefusal(done)) {
                throw Refusal.of(done).toException();
            }
        }
    }

    @Override
    public void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) throws NetDmaException {
        for (long done = 0; done < length; done += maximumTransferSize()) {
            long ticket = enqueueCopy(source, sourceOffset + done, destination, destinationOffset + done,
                    Math.min(length - done, maximumTransferSize()));
            if (Refusal.isRefusal(ticket)) {
                throw Refusal.of(ticket).toException();
            }
            await(submit(), Duration.ZERO);
        }
    }

    @Override
    public CompletionStage<Void> copyAsync(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        try {
            copy(source, sourceOffset, destination, destinationOffset, length);
            return CompletableFuture.completedFuture(null);
        } catch (NetDmaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public long maximumTransferSize() {
        return clients.maximumTransferSize;
    }

    @Override
    public int freeEntries() {
        return clients.ringCapacity - 1 - queue.size();
    }

    @Override
    public Optional<ChannelFailure> failure() {
        return stopped == Refusal.HALTED
                ? Optional.of(new ChannelFailure(completed + 1, submitted, NtStatus.IO_DEVICE_ERROR))
                : Optional.empty();
    }

    @Override
    public void reset() {
        queue.clear();
    }

    @Override
    public long enqueueGather(ScatterGatherList source, ScatterGatherList destination, int flags) {
        return Refusal.ILLEGAL_FLAGS.code();
    }

    @Override
    public void abort() throws NetDmaException {
        throw notSupported();
    }

    @Override
    public long suspend() throws NetDmaException {
        throw notSupported();
    }

    @Override
    public void resume() throws NetDmaException {
        throw notSupported();
    }

    @Override
    public void cancel(long ticket) throws NetDmaException {
        throw notSupported();
    }

    @Override
    public long insertCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        return Refusal.NOT_SUSPENDED.code();
    }

    private static NetDmaException notSupported() {
        return new NetDmaException(NtStatus.NOT_SUPPORTED, "XFR-6", "the channel cannot be suspended or aborted");
    }

    @Override
    public ChannelInfo info() {
        return new ChannelInfo(1, number, client, stopped == null ? ChannelState.ACTIVE : ChannelState.HALTED, 0,
                priority, requestedPriority, clients.ringCapacity, submitted, completed, stopped == Refusal.HALTED ? 1 : 0);
    }

    @Override
    public void close() {
        queue.clear();
        clients.channels.remove(this);
    }
}
