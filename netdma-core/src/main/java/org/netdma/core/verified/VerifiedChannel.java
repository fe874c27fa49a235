// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verified;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;

/** The channel that a watched client uses: the real one, with a look at copies on their way in and out. */
final class VerifiedChannel implements DmaChannel {

    private static final long CLOSED = Refusal.CHANNEL_CLOSED.code();

    private final DmaChannel channel;
    private final LookedAt copies;

    VerifiedChannel(DmaChannel channel, LookedAt copies) {
        this.channel = channel;
        this.copies = copies;
    }

    @Override
    public long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        return enqueueCopy(source, sourceOffset, destination, destinationOffset, length, 0);
    }

    @Override
    public long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length, int flags) {
        return isStopped() ? CLOSED : noted(channel.enqueueCopy(source, sourceOffset, destination, destinationOffset,
                length, flags), source, sourceOffset, destination, destinationOffset, length);
    }

    @Override
    public long insertCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        return isStopped() ? CLOSED : noted(channel.insertCopy(source, sourceOffset, destination, destinationOffset,
                length), source, sourceOffset, destination, destinationOffset, length);
    }

    private long noted(long ticket, MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        if (ticket > 0) {
            copies.enqueued(new Flight(ticket, source, sourceOffset, destination, destinationOffset, length));
        }
        return ticket;
    }

    @Override
    public long enqueueGather(ScatterGatherList source, ScatterGatherList destination, int flags) {
        long ticket = isStopped() ? CLOSED : channel.enqueueGather(source, destination, flags);
        if (ticket > 0) { // what it writes, so that copies beside it are not blamed; it is not looked at
            for (Element to : destination.elements()) {
                copies.enqueued(Flight.unseen(ticket, to));
            }
        }
        return ticket;
    }

    @Override
    public long enqueueNull(int flags) {
        return isStopped() ? CLOSED : channel.enqueueNull(flags);
    }

    @Override
    public long submit() {
        poll();
        if (isStopped()) {
            return CLOSED;
        }
        List<Flight> submitted = copies.submitting();
        long answer = channel.submit();
        if (Refusal.isRefusal(answer)) {
            copies.refused(submitted);
        }
        return answer;
    }

    @Override
    public long poll() {
        long done = channel.poll();
        if (!Refusal.isRefusal(done)) {
            copies.done(done);
        }
        return isStopped() ? CLOSED : done;
    }

    @Override
    public boolean isPending(long ticket) {
        boolean pending = channel.isPending(ticket);
        copies.done(channel.completed());
        return pending && !isStopped();
    }

    @Override
    public void requireDone(long ticket) throws NetDmaException {
        copies.done(channel.completed());
        requireNotStopped();
        channel.requireDone(ticket);
    }

    @Override
    public long completed() {
        long done = channel.completed();
        copies.done(done);
        return done;
    }

    @Override
    public void await(long ticket, Duration limit) throws NetDmaException {
        requireNotStopped();
        channel.await(ticket, limit);
        copies.done(ticket);
        requireNotStopped();
    }

    @Override
    public void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) throws NetDmaException {
        requireNotStopped();
        Flight flight = flight(source, sourceOffset, destination, destinationOffset, length);
        List<Flight> submitted = starting(flight);
        try {
            channel.copy(source, sourceOffset, destination, destinationOffset, length);
            copies.done("DmaChannel.copy", flight);
        } catch (NetDmaException e) {
            copies.perhapsRefused(submitted);
            throw e;
        } finally {
            copies.dropped(flight);
        }
        requireNotStopped();
    }

    @Override
    public CompletionStage<Void> copyAsync(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        Optional<NetDmaException> stopped = copies.stopped();
        if (stopped.isPresent()) {
            return CompletableFuture.failedStage(stopped.get());
        }
        Flight flight = flight(source, sourceOffset, destination, destinationOffset, length);
        List<Flight> submitted = starting(flight);
        CompletableFuture<Void> stage = new CompletableFuture<>();
        LookedAt looked = copies; // the stage must not keep this channel from getting lost
        channel.copyAsync(source, sourceOffset, destination, destinationOffset, length).whenComplete((done, failed) -> {
            if (failed == null) {
                looked.done("DmaChannel.copyAsync", flight);
            } else {
                looked.perhapsRefused(submitted);
            }
            looked.dropped(flight);
            Throwable reason = failed != null ? failed : looked.stopped().orElse(null);
            if (reason == null) {
                stage.complete(done);
            } else {
                stage.completeExceptionally(reason);
            }
        });
        return stage;
    }

    /** {@return a copy without a ticket; null for an impossible one} */
    private static Flight flight(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        boolean possible = source != null && destination != null && sourceOffset >= 0 && destinationOffset >= 0
                && length > 0 && sourceOffset <= source.size() - length
                && destinationOffset <= destination.size() - length;
        return possible
                ? new Flight(Flight.NO_TICKET, source, sourceOffset, destination, destinationOffset, length) : null;
    }

    /** What is enqueued goes with a copy. {@return all that the engine owns from now on, unless the copy fails} */
    private List<Flight> starting(Flight copy) {
        if (copy != null) {
            copies.enqueued(copy);
        }
        return copies.submitting();
    }

    private boolean isStopped() {
        if (copies.stopped().isEmpty()) {
            return false;
        }
        channel.close();
        return true;
    }

    private void requireNotStopped() throws NetDmaException {
        if (isStopped()) {
            throw copies.stopped().orElseThrow();
        }
    }

    @Override
    public long maximumTransferSize() {
        return channel.maximumTransferSize();
    }

    @Override
    public int freeEntries() {
        return channel.freeEntries();
    }

    @Override
    public Optional<ChannelFailure> failure() {
        return channel.failure();
    }

    @Override
    public void reset() throws NetDmaException {
        channel.reset();
        copies.forget();
    }

    @Override
    public void abort() throws NetDmaException {
        channel.abort();
    }

    @Override
    public long suspend() throws NetDmaException {
        return channel.suspend();
    }

    @Override
    public void resume() throws NetDmaException {
        copies.perhapsRefused(copies.submitting()); // only an edit has what is enqueued go with it
        channel.resume();
    }

    @Override
    public void cancel(long ticket) throws NetDmaException {
        channel.cancel(ticket);
        copies.cancelled(ticket);
    }

    @Override
    public ChannelInfo info() {
        return channel.info();
    }

    @Override
    public void close() {
        try {
            copies.closing();
            channel.close();
            copies.forget();
        } finally {
            Reference.reachabilityFence(this); // else the JVM may take it for lost while it waits in here
        }
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
