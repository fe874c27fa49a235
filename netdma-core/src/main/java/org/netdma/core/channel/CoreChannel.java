// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelState;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.NtStatus;

/** A client's channel: the data path, and the way to what is beside it. */
public final class CoreChannel implements DmaChannel {

    private static final int NULL_FLAGS = ControlFlags.SERIALIZE_TRANSFER | ControlFlags.STATUS_UPDATE_ON_COMPLETION
            | ControlFlags.INTERRUPT_ON_COMPLETION;
    private static final int COPY_FLAGS = NULL_FLAGS | ControlFlags.SOURCE_NO_SNOOP | ControlFlags.DESTINATION_NO_SNOOP
            | ControlFlags.DESTINATION_DCA_ENABLE;
    private static final long ILLEGAL_FLAGS = Refusal.ILLEGAL_FLAGS.code();

    /** Longer ones do not fit the arithmetic of nanoseconds. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(10_000);

    private final DescriptorRing ring;
    private final SubmissionGate gate = new SubmissionGate();
    private final Opening opening;
    private final Submitter submitter;
    private final GatherWriter gather;
    private final TransferLimits limits;
    private final int understood;
    private final ListenerCalls calls = new ListenerCalls(this);
    private final ChannelHalt halt;
    private final ChannelSuspension suspension;
    private final ChainEditor editor;
    private final ChannelControl control;
    private final ChannelPower power;
    private final CoreChannelHandle handle;
    private final DriverChannel driver;
    private final ChannelIdentity identity;
    private final Supplier<Duration> timeout;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Consumer<CoreChannel> released;

    /**
     * @param identity whose it is
     * @param ring     its descriptors, not used by others; closed with the channel
     * @param limits   what its engine can do
     * @param context  the driver's channel
     * @param handle   given to the driver with the allocation
     * @param timeout  longest time without progress [STO-4]
     * @param released called once with this channel, after the driver's is freed
     */
    public CoreChannel(ChannelIdentity identity, DescriptorRing ring, TransferLimits limits, ProviderChannel context,
            CoreChannelHandle handle, Supplier<Duration> timeout, Consumer<CoreChannel> released) {
        this.identity = identity;
        this.ring = ring;
        this.limits = limits;
        this.handle = handle;
        this.timeout = timeout;
        this.released = released;
        driver = new DriverChannel(context, identity.toString());
        opening = new Opening(ring, driver, identity.dcaTarget());
        submitter = new Submitter(ring, gate, driver, opening, limits);
        gather = new GatherWriter(ring, limits);
        understood = ~limits.ignoredHints();
        AsyncCopies copies = new AsyncCopies(submitter, ring, gate, limits.part());
        ChannelParts parts = new ChannelParts(ring, gate, driver, opening, submitter, copies, calls,
                identity.toString(), timeout);
        halt = new ChannelHalt(parts);
        suspension = new ChannelSuspension(parts, halt);
        editor = new ChainEditor(parts);
        control = new ChannelControl(parts, halt, suspension);
        power = new ChannelPower(parts, halt, control);
        handle.attach(control, identity.cpu());
    }

    /**
     * Tells the engine what it is to know before the first copy [DCA-2]. Called once, before anybody else has the channel.
     *
     * @return SUCCESS, or what the driver refused it with
     */
    public NtStatus open() {
        return opening.submit();
    }

    /** Says who is told of interrupts. Before the client has the channel. */
    public void listen(CompletionListener listener) {
        calls.listen(listener);
    }

    /** {@return how it sleeps and wakes} */
    public ChannelPower power() {
        return power;
    }

    /** Has the next submission begin with a null transfer, since the engine lost what it knew [PWR-3]. */
    public void contextLost() {
        submitter.contextLost();
    }

    @Override
    public long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        return gate.isOpen()
                ? submitter.enqueueCopy(source, sourceOffset, destination, destinationOffset, length, 0)
                : refusal();
    }

    @Override
    public long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length, int flags) {
        if ((flags & ~COPY_FLAGS) != 0) {
            return ILLEGAL_FLAGS;
        }
        return gate.isOpen()
                ? noted(submitter.enqueueCopy(source, sourceOffset, destination, destinationOffset, length,
                        reporting(flags)), flags)
                : refusal();
    }

    @Override
    public long enqueueNull(int flags) {
        if ((flags & ~NULL_FLAGS) != 0) {
            return ILLEGAL_FLAGS;
        }
        return gate.isOpen() ? noted(submitter.enqueueNull(reporting(flags)), flags) : refusal();
    }

    /**
     * {@return the flags that the engine understands, and a report with each interrupt that a listener is to be told of:
     * the DPC reads the completion word, since the address it is given may name a slot that is used again by then [INT-1]}
     */
    private int reporting(int flags) {
        boolean interrupts = (flags & ControlFlags.INTERRUPT_ON_COMPLETION) != 0;
        return (interrupts && calls.isListening() ? flags | ControlFlags.STATUS_UPDATE_ON_COMPLETION : flags) & understood;
    }

    /** {@return the answer, noted when it is the ticket of a descriptor that interrupts} */
    private long noted(long answer, int flags) {
        if ((flags & ControlFlags.INTERRUPT_ON_COMPLETION) != 0 && answer > 0) {
            calls.ask(answer);
        }
        return answer;
    }

    @Override
    public long submit() {
        ChannelPhase phase = gate.phase(); // read once: a channel that is FEEDING may be OPEN at the next look
        if (phase != ChannelPhase.OPEN) {
            return phase == ChannelPhase.FEEDING ? ring.observeSubmitted() : phase.refusal().code();
        }
        return ring.tail() > ring.submitted() ? submitter.submit(ChannelPhase.OPEN) : ring.submitted();
    }

    @Override
    public long poll() {
        if (gate.isOpen()) {
            long done = ring.poll();
            if (done != DescriptorRing.STANDS_STILL) {
                return done;
            }
            gate.transitionTo(ChannelPhase.Event.HALT);
        }
        return pollNotOpen();
    }

    private long pollNotOpen() {
        ChannelPhase phase = gate.phase();
        return switch (phase) {
            case OPEN, FEEDING, SUSPENDED, POWERED_DOWN, CLOSING, REMOVING ->
                    halt.isHalted() ? Refusal.HALTED.code() : ring.observe();
            case HALTED, CLOSED, REMOVED -> phase.refusal().code();
        };
    }

    /** {@return why nothing can be enqueued or submitted; should the channel be open again by now, as good as full} */
    private long refusal() {
        ChannelPhase phase = gate.phase();
        return phase == ChannelPhase.OPEN ? Refusal.RING_FULL.code() : phase.refusal().code();
    }

    @Override
    public void await(long ticket, Duration limit) throws NetDmaException {
        if (ticket < 1 || ticket > ring.observeSubmitted()) {
            throw new NetDmaException(NtStatus.INVALID_PARAMETER, "CPL-2",
                    "ticket %d was not submitted to %s: submit before waiting".formatted(ticket, identity));
        }
        Duration longest = limit.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : limit;
        long deadline = System.nanoTime() + longest.toNanos();
        Backoff backoff = new Backoff();
        while (true) {
            long answer = poll();
            if (answer >= ticket || Refusal.isRefusal(answer) && ring.observe() >= ticket) {
                return;
            }
            if (Refusal.isRefusal(answer)) {
                throw standstill(Refusal.of(answer), ticket);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4",
                        "ticket %d of %s is not done after %d ms: wait longer, or reset the channel"
                                .formatted(ticket, identity, limit.toMillis()));
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
                "%s halted at ticket %d, so ticket %d is not done: reset the channel, then submit it again"
                        .formatted(identity, failure.failedTicket(), ticket));
    }

    @Override
    public void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) throws NetDmaException {
        long refusal = limits.check(source, sourceOffset, destination, destinationOffset, length);
        if (refusal == 0) {
            refusal = Math.min(0, submit()); // what is enqueued already goes first
        }
        if (refusal != 0) {
            throw Refusal.of(refusal).toException();
        }
        long lastPolled = submitter.lastPolled();
        try {
            new BlockingCopy(this, limits.part(), timeout.get().multipliedBy(2))
                    .run(source, sourceOffset, destination, destinationOffset, length);
        } finally {
            if (halt.isHalted()) {
                halt.recover(lastPolled); // nobody polls for the parts: usable again unless other copies were halted
            }
        }
    }

    @Override
    public CompletionStage<Void> copyAsync(MemoryRegion source, long sourceOffset, MemoryRegion destination,
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

    @Override
    public long maximumTransferSize() {
        return limits.maximumTransfer();
    }

    @Override
    public int freeEntries() {
        return gate.isOpen() ? ring.free() : 0;
    }

    @Override
    public Optional<ChannelFailure> failure() {
        return Optional.ofNullable(halt.failure());
    }

    @Override
    public void reset() throws NetDmaException {
        halt.reset();
    }

    @Override
    public long enqueueGather(ScatterGatherList source, ScatterGatherList destination, int flags) {
        if ((flags & ~COPY_FLAGS) != 0) {
            return ILLEGAL_FLAGS;
        }
        return gate.isOpen() ? noted(gather.enqueue(source, destination, reporting(flags)), flags) : refusal();
    }

    @Override
    public void abort() throws NetDmaException {
        halt.abort();
    }

    @Override
    public long suspend() throws NetDmaException {
        return suspension.suspend();
    }

    @Override
    public void resume() throws NetDmaException {
        suspension.resume();
    }

    @Override
    public void cancel(long ticket) throws NetDmaException {
        editor.cancel(ticket);
    }

    @Override
    public long insertCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        return editor.insertCopy(source, sourceOffset, destination, destinationOffset, length);
    }

    @Override
    public ChannelInfo info() {
        ChannelCounts counts = halt.counts();
        return new ChannelInfo(identity.provider(), identity.number(), identity.client(), state(), identity.cpu(),
                identity.priority(), ring.capacity(), counts.submitted(), counts.completed(), counts.failed());
    }

    private ChannelState state() {
        return switch (gate.phase()) {
            case OPEN, FEEDING -> {
                if (halt.isHalted()) {
                    yield ChannelState.HALTED;
                }
                yield ring.observeSubmitted() == ring.armedAfter() ? ChannelState.ARMED : ChannelState.ACTIVE;
            }
            case SUSPENDED -> ChannelState.SUSPENDED;
            case POWERED_DOWN -> ChannelState.POWERED_DOWN;
            case HALTED -> ChannelState.HALTED;
            case CLOSING, REMOVING -> ChannelState.CLOSING;
            case CLOSED -> ChannelState.CLOSED;
            case REMOVED -> ChannelState.REMOVED;
        };
    }

    @Override
    public void close() {
        if (gate.transitionTo(ChannelPhase.Event.CLOSE)) {
            end();
        }
    }

    /** First half of taking the channel away: it takes nothing new [STO-1]. {@return false when it is ending already} */
    public boolean beginRemoval() {
        return gate.transitionTo(ChannelPhase.Event.REMOVE);
    }

    /** Second half, for the one that began it: waits for outstanding copies and frees the driver's channel. */
    public void finishRemoval() {
        end();
    }

    private void end() {
        control.end();
        handle.detach();
        ring.close();
        released.accept(this);
        over.countDown();
    }

    /**
     * Waits for somebody else's end of the channel.
     *
     * @return whether it came within the limit
     */
    public boolean awaitEnd(Duration limit) {
        try {
            return over.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Looks for lost interrupts and for a hanging engine. {@return whether copies are outstanding} */
    boolean tick(long now) {
        return control.tick(now);
    }

    /** {@return whether the engine may be at work on a window} */
    boolean mayTouch(long windowId) {
        return control.mayTouch(windowId);
    }

    /** {@return whether it is that context of the driver's} */
    public boolean isContext(ProviderChannel context) {
        return driver.is(context);
    }

    /** {@return whose it is} */
    public ChannelIdentity identity() {
        return identity;
    }

    long observeDone() {
        return ring.observe();
    }

    long observeSubmitted() {
        return ring.observeSubmitted();
    }

    /** {@return whether the driver's channel is freed} */
    public boolean isOver() {
        return gate.phase().isOver();
    }

    /** Forgets what is enqueued and not submitted. For the submitter, who enqueued it. */
    void dropEnqueued() {
        if (gate.phase() != ChannelPhase.FEEDING) {
            ring.unwrite(ring.submitted());
        }
    }

    @Override
    public String toString() {
        return identity.toString();
    }
}
