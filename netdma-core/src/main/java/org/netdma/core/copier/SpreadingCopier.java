// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClient;
import org.netdma.client.ProviderInfo;
import org.netdma.client.Refusal;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.core.channel.NotAttempted;
import org.netdma.core.copier.CopyCounters.Means;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/**
 * Gives each copy to the lane with the least to do, and to another one when that fails. What to do without lanes is
 * {@link Fallback}'s affair.
 *
 * <p>A copy is always in exactly one place: held by {@link FencedOrder}, with a lane, or with the fallback; whoever has
 * it ends it or passes it on.
 */
final class SpreadingCopier implements ManagedCopier {

    private static final Logger LOG = System.getLogger(SpreadingCopier.class.getName());

    private final DmaClient client;
    private final CopierPolicy policy;
    private final Lanes lanes;
    private final FencedOrder order;
    private final Fallback fallback;
    private final CopyCounters counters = new CopyCounters();
    private final long inlineThreshold;
    private final Consumer<SpreadingCopier> onClose;
    private final AtomicBoolean refusing = new AtomicBoolean();
    private volatile boolean closing;

    SpreadingCopier(DmaClient client, CopierPolicy policy, Lanes lanes, long inlineThreshold,
            Consumer<SpreadingCopier> onClose) {
        this.client = client;
        this.policy = policy;
        this.lanes = lanes;
        this.inlineThreshold = inlineThreshold;
        this.onClose = onClose;
        order = new FencedOrder(policy.maximumPending());
        fallback = new Fallback(client.name(), policy, this);
    }

    /**
     * Makes use of a provider that came or wakes, or lets go of one that goes or sleeps. On the notification thread.
     */
    void notified(ClientEvent event) {
        if (event instanceof ClientEvent.ProviderRemoval || event instanceof ClientEvent.ProviderPowerDown) {
            lanes.drop(event.provider());
        } else {
            use(event.provider());
        }
    }

    private void use(ProviderInfo provider) {
        if (lanes.open(provider)) {
            fallback.enginesCame();
        }
    }

    @Override
    public CompletionStage<Void> copy(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length) {
        CopyRequest request = new CopyRequest(source, sourceOffset, destination, destinationOffset, length);
        Optional<NetDmaException> refusal = refusing.get() ? Optional.of(Refusal.CHANNEL_CLOSED.toException())
                : request.refusal();
        if (refusal.isPresent()) {
            return refused(request, refusal.get());
        }
        ManagedCopy copy = new ManagedCopy(request, this::takenBack);
        if (!order.admit(() -> begin(copy))) {
            return refused(request, new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "CHN-3",
                    "%d copies are pending in %s: wait for some, or open the copier with a larger maximumPending"
                            .formatted(policy.maximumPending(), client.name())));
        }
        return copy;
    }

    /** {@return a stage that has failed, with the same exception in the same place as one that fails later} */
    private static CompletionStage<Void> refused(CopyRequest request, NetDmaException reason) {
        ManagedCopy copy = new ManagedCopy(request, unused -> { });
        copy.end();
        copy.tell(reason);
        return copy;
    }

    private void begin(ManagedCopy copy) {
        if (copy.request().length() < inlineThreshold) {
            copyByProcessor(copy, Means.INLINE);
        } else {
            give(copy);
        }
    }

    /** Gives a copy to an engine, or to the fallback when there is none. Whatever is thrown, the copy ends [CLI-2]. */
    void give(ManagedCopy copy) {
        try {
            giveToLane(copy);
        } catch (RuntimeException | Error e) {
            fail(copy, ManagedCopy.reason(e));
        }
    }

    private void giveToLane(ManagedCopy copy) {
        Optional<Lane> lane = closing ? Optional.empty() : lanes.leastLoaded();
        if (lane.isEmpty()) {
            if (!fallback.holdUntilReplaced(copy)) {
                fallback.take(copy, lanes.none());
            }
            return;
        }
        if (!copy.begin()) {
            fail(copy, null); // its caller took it back
            return;
        }
        if (copy.giveAgain()) {
            counters.retried();
        }
        copy.isIn(lane.get().copy(copy.request(), failure -> engineEnded(copy, lane.get(), failure)));
    }

    /** Whatever is thrown in here: nobody else would end the copy [CLI-2]. */
    private void engineEnded(ManagedCopy copy, Lane lane, Throwable failure) {
        try {
            if (failure == null) {
                lane.record().done();
                succeed(copy, Means.ENGINE);
            } else if (ManagedCopy.cause(failure) instanceof CancellationException cancelled) {
                end(copy, counters::failed, () -> copy.tellTakenBack(cancelled));
            } else {
                engineFailed(copy, lane, ManagedCopy.reason(ManagedCopy.cause(failure)));
            }
        } catch (RuntimeException | Error e) {
            fail(copy, ManagedCopy.reason(e));
        }
    }

    /** An attempt counts for the copy at which the engine stopped, and not for those behind it. */
    private void engineFailed(ManagedCopy copy, Lane lane, NetDmaException reason) {
        if (copy.isFaultOfTheCopy(reason.status())) {
            fail(copy, reason);
            return;
        }
        LOG.log(Level.DEBUG, () -> "%s: provider %d did not finish a copy: %s".formatted(client.name(),
                lane.provider(), reason.getMessage()));
        if (!(reason instanceof NotAttempted)) {
            copy.countAttempt();
            lane.record().failed(reason.status());
        }
        if (ManagedCopy.isEndOfTheChannel(reason.status()) && lanes.remove(lane)) {
            fallback.replace(() -> replace(lane)); // closing waits, and this may be a DPC thread
        }
        copy.takeAgain();
        if (closing || lane.record().isPoor() && !lanes.haveSound()) {
            fallback.take(copy, reason);
        } else if (copy.mayRetry(policy.attempts())) {
            give(copy);
        } else {
            fallback.takeFailed(copy, reason);
        }
    }

    /** A caller took a copy back: it ends now if it waits for an engine, else when its turn comes. */
    private void takenBack(ManagedCopy copy) {
        counters.failed();
        if (fallback.forget(copy)) {
            order.ended();
        }
    }

    /** Gives a lane back and takes another one of its provider: an engine that was reset goes on being used [STO-4]. */
    private void replace(Lane lane) {
        lane.close();
        if (lanes.reopen(lane.provider())) {
            fallback.enginesCame();
        }
    }

    /** {@return whether a lane is there to give copies to} */
    boolean hasEngine() {
        return !closing && lanes.leastLoaded().isPresent();
    }

    /** Copies on the calling thread. What memory throws is the copy's failure: a page that is gone, a closed arena. */
    void copyByProcessor(ManagedCopy copy, Means means) {
        if (!copy.begin()) {
            fail(copy, null); // its caller took it back
            return;
        }
        try {
            copy.request().byProcessor();
        } catch (NetDmaException | RuntimeException | Error e) {
            fail(copy, ManagedCopy.reason(e));
            return;
        }
        succeed(copy, means);
    }

    private void succeed(ManagedCopy copy, Means means) {
        end(copy, () -> counters.done(means, copy.request().length()), () -> copy.tell(null));
    }

    /** Ends a copy that nobody could do, or that its caller took back: then the reason is of no interest. */
    void fail(ManagedCopy copy, NetDmaException reason) {
        end(copy, counters::failed, () -> copy.tell(reason));
    }

    /** Ends a copy once: whoever holds it calls this, and lets go of it. */
    private void end(ManagedCopy copy, Runnable count, Runnable tell) {
        if (copy.end()) {
            order.ended(() -> {
                count.run();
                tell.run();
            });
        } else {
            order.ended();
        }
    }

    @Override
    public CompletionStage<Void> fence() {
        return order.fence();
    }

    @Override
    public long inlineThreshold() {
        return inlineThreshold;
    }

    @Override
    public CopierStatistics statistics() {
        return counters.snapshot(order.pending());
    }

    @Override
    public void close() {
        if (!refusing.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = false;
        try {
            if (!order.awaitIdle(policy.waitLimit().toNanos())) {
                LOG.log(Level.WARNING, "%s is closed with %d copies pending after %s: they fail [CLI-2]"
                        .formatted(client.name(), order.pending(), policy.waitLimit()));
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        closing = true;
        lanes.close();
        fallback.close();
        client.close();
        onClose.accept(this);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
