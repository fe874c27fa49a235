// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelInfo;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.Watched;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.provider.spi.ProviderChannel;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.NtStatus;

/** A client's channel: the data path, and the way to what is beside it. */
public final class CoreChannel implements DmaChannel {

    private static final long ILLEGAL_FLAGS = Refusal.ILLEGAL_FLAGS.code();

    private final DescriptorRing ring;
    private final SubmissionGate gate = new SubmissionGate();
    private final Opening opening;
    private final Submitter submitter;
    private final GatherWriter gather;
    private final TransferLimits limits;
    private final ClientFlags flagged;
    private final ListenerCalls calls = new ListenerCalls(this);
    private final ChannelHalt halt;
    private final ChannelReset reset;
    private final ChannelSuspension suspension;
    private final ChainEditor editor;
    private final ChannelControl control;
    private final ChannelPower power;
    private final DriverChannel driver;
    private final ChannelIdentity identity;
    private final ClientCopies copies;
    private final ChannelReport report;
    private final ChannelEnd end;
    private final CopyOutcomes outcomes;
    private final LostTickets lost;
    /** What {@link #completed()} answered last. */
    private long reached;

    /**
     * @param identity whose it is
     * @param ring     its descriptors, not used by others; closed with the channel
     * @param limits   what its engine can do
     * @param context  the driver's channel
     * @param handle   given to the driver with the allocation
     * @param watched  the driver
     * @param device   that the engine is in
     * @param engine   what is known of it from all of its channels
     * @param settings as configured now, for how long to wait for engine and driver [STO-4]
     * @param released called once with this channel, after the driver's is freed
     */
    public CoreChannel(ChannelIdentity identity, DescriptorRing ring, TransferLimits limits, ProviderChannel context,
            CoreChannelHandle handle, Watched watched, DeviceObject device, EngineHealth engine,
            Supplier<Settings> settings, Consumer<CoreChannel> released) {
        this.identity = identity;
        this.ring = ring;
        this.limits = limits;
        Supplier<Duration> timeout = () -> settings.get().transferTimeout();
        driver = new DriverChannel(context, identity.toString(), watched, () -> settings.get().driverCallLimit(),
                device);
        opening = new Opening(ring, driver, identity.dcaTarget(),
                ResetWatch.of(ring, watched, identity.toString()));
        submitter = new Submitter(ring, gate, driver, opening, limits);
        gather = new GatherWriter(ring, limits);
        flagged = new ClientFlags(~limits.ignoredHints(), calls);
        AsyncCopies stages = new AsyncCopies(submitter, ring, gate, limits.part());
        ChannelParts parts = new ChannelParts(ring, gate, driver, opening, submitter, stages, calls,
                engine, identity.toString(), timeout);
        ChannelTally tally = new ChannelTally(ring, opening.own());
        halt = new ChannelHalt(parts, tally, watched);
        reset = new ChannelReset(parts, halt, tally);
        suspension = new ChannelSuspension(parts, halt);
        editor = new ChainEditor(parts);
        outcomes = new CopyOutcomes(parts, halt);
        control = new ChannelControl(parts, halt, suspension, outcomes);
        power = new ChannelPower(parts, halt, control);
        lost = parts.lost();
        copies = new ClientCopies(this, limits, submitter, halt, control, outcomes, timeout);
        report = new ChannelReport(identity, parts, halt, tally);
        end = new ChannelEnd(control, () -> handle.detach(watched), ring, () -> released.accept(this));
        handle.attach(control, identity.cpu());
    }

    /**
     * Tells the engine what it is to know before the first copy [DCA-2]. Called once, before a client has the channel.
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
        if (!ClientFlags.areLegalForCopy(flags)) {
            return ILLEGAL_FLAGS;
        }
        return gate.isOpen()
                ? flagged.noted(submitter.enqueueCopy(source, sourceOffset, destination, destinationOffset, length,
                        flagged.forEngine(flags)), flags)
                : refusal();
    }

    @Override
    public long enqueueNull(int flags) {
        if (!ClientFlags.areLegalForNull(flags)) {
            return ILLEGAL_FLAGS;
        }
        return gate.isOpen() ? flagged.noted(submitter.enqueueNull(flagged.forEngine(flags)), flags) : refusal();
    }

    @Override
    public long submit() {
        ChannelPhase phase = gate.phase(); // read once: a channel that is FEEDING may be OPEN at the next look
        if (phase != ChannelPhase.OPEN) {
            return phase == ChannelPhase.FEEDING ? ring.observeSubmitted()
                    : submitter.refused(submitter.refusal(phase));
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
                    halt.isHalted() ? submitter.refusal(ChannelPhase.HALTED).code() : ring.observe();
            case HALTED, CLOSED, REMOVED -> submitter.refusal(phase).code();
        };
    }

    @Override
    public boolean isPending(long ticket) {
        if (gate.isOpen()) {
            long done = ring.poll();
            if (done != DescriptorRing.STANDS_STILL) {
                return done < ticket && ticket <= ring.submitted();
            }
            gate.transitionTo(ChannelPhase.Event.HALT);
        }
        return isPendingNotOpen(ticket);
    }

    private boolean isPendingNotOpen(long ticket) {
        return switch (gate.phase()) {
            case OPEN, FEEDING, SUSPENDED, POWERED_DOWN, CLOSING, REMOVING ->
                    !halt.isHalted() && ring.observe() < ticket && ticket <= ring.observeLast();
            case HALTED, CLOSED, REMOVED -> false;
        };
    }

    @Override
    public void requireDone(long ticket) throws NetDmaException {
        if (ticket < 0 || ticket > completed() || !lost.noneFrom(ticket)) {
            outcomes.requireDone(ticket);
        }
    }

    @Override
    public long completed() {
        reached = Math.max(reached, gate.isOpen() ? ring.completed() : ring.observe());
        return reached;
    }

    private long refusal() {
        return submitter.refusal(gate.phase()).code();
    }

    @Override
    public void await(long ticket, Duration limit) throws NetDmaException {
        new TicketWait(this).run(ticket, limit);
    }

    @Override
    public void copy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) throws NetDmaException {
        copies.copy(source, sourceOffset, destination, destinationOffset, length);
    }

    @Override
    public CompletionStage<Void> copyAsync(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        return copies.start(source, sourceOffset, destination, destinationOffset, length);
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
        reset.run();
    }

    @Override
    public long enqueueGather(ScatterGatherList source, ScatterGatherList destination, int flags) {
        if (!ClientFlags.areLegalForCopy(flags)) {
            return ILLEGAL_FLAGS;
        }
        return gate.isOpen()
                ? flagged.noted(gather.enqueue(source, destination, flagged.forEngine(flags)), flags)
                : refusal();
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
        return report.info();
    }

    @Override
    public void close() {
        if (gate.transitionTo(ChannelPhase.Event.CLOSE)) {
            end.run();
        }
    }

    /** First half of taking the channel away: it takes nothing new [STO-1]. {@return false when it ends already} */
    public boolean beginRemoval() {
        return gate.transitionTo(ChannelPhase.Event.REMOVE);
    }

    /** Second half, for the one that began it: waits for outstanding copies and frees the driver's channel. */
    public void finishRemoval() {
        end.run();
    }

    /**
     * Waits for somebody else's end of the channel, as long as its engine makes progress.
     *
     * @param limit longest wait without progress
     * @return whether it ended
     */
    public boolean awaitEnd(Duration limit) {
        return end.await(limit);
    }

    /** Looks for lost interrupts and for a hanging engine. {@return whether copies are outstanding} */
    boolean tick(long now) {
        return control.tick(now);
    }

    /** {@return how far the engine has got that may be at work on a window; NONE when it is not} */
    long progressOn(long windowId) {
        return control.progressOn(windowId);
    }

    /** {@return whether it is that context of the driver's} */
    public boolean isContext(ProviderChannel context) {
        return driver.is(context);
    }

    /** {@return whose it is} */
    public ChannelIdentity identity() {
        return identity;
    }

    /** {@return a number that changes with each step of its engine for it, or for others before its turn} */
    long progress() {
        return control.progress();
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
