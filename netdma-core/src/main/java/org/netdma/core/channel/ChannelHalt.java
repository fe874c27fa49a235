// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.core.channel.ChannelPhase.Event;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.verifier.Watched;
import org.netdma.provider.spi.HaltReason;
import org.netdma.wdm.NtStatus;

/**
 * How a channel comes to a halt, by a fault, a time-out or an abort [XFR-7]; {@link ChannelReset} ends it.
 * Callable from any thread. Stages are completed without the lock, since their dependents may call the channel again.
 */
final class ChannelHalt {

    private static final Logger LOG = System.getLogger(ChannelHalt.class.getName());

    private final ChannelParts parts;
    private final ReentrantLock lock;
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final DriverChannel driver;
    private final AsyncCopies copies;
    private final ChannelTally tally;
    private final Watched watched;

    private volatile boolean unstoppable;
    private volatile boolean settled;
    private ChannelFailure failure;

    /** @param watched the driver, whose device fails when its engine cannot be stopped */
    ChannelHalt(ChannelParts parts, ChannelTally tally, Watched watched) {
        this.parts = parts;
        this.watched = watched;
        lock = parts.lock();
        ring = parts.ring();
        gate = parts.gate();
        driver = parts.driver();
        copies = parts.copies();
        this.tally = tally;
    }

    /** {@return whether the channel stands still: its engine says so, or does not answer} */
    boolean isHalted() {
        return unstoppable || ring.isHalted();
    }

    /**
     * After the engine halted: fails the open stages, and re-arms the channel unless somebody polls for a copy that is
     * not done. Nothing happens when it is settled already.
     */
    void settle() {
        lock.lock();
        settleAndUnlock();
    }

    /** As {@link #settle()}, unless somebody is at it: as when a driver interrupts while it is asked to stop. */
    void settleIfFree() {
        if (lock.tryLock()) {
            settleAndUnlock();
        } // else who has the lock settles, or the watchdog finds the halt
    }

    private void settleAndUnlock() {
        UnfinishedCopies left = UnfinishedCopies.NONE;
        ChannelFailure news = null;
        try {
            if (!isHalted() || !close()) {
                return;
            }
            left = fail();
            if (rearm(left.done())) {
                gate.transitionTo(Event.REARM);
            } else if (!settled) {
                news = failure;
                settled = true;
            }
        } finally {
            lock.unlock();
            left.complete(null); // whatever was thrown since they were taken [MEM-13]
        }
        if (news != null) {
            parts.calls().halted(news);
        }
    }

    /** {@return whether the halt has been settled, and its client knows: the rest is up to reset} */
    boolean isSettled() {
        return settled;
    }

    /** Takes what an engine that stands still leaves undone. Under the lock, nobody is inside the gate. */
    private UnfinishedCopies fail() {
        return fail(null);
    }

    /** @param why as far as it is known here; else the driver is asked */
    private UnfinishedCopies fail(HaltReason why) {
        long done = ring.observe();
        parts.hangs().look();
        if (failure == null) {
            failure = failureNow(why == null ? driver.haltReason() : why);
            LOG.log(Level.INFO, "{0} halted at ticket {1} of {2}: {3} [XFR-7]", parts.name(), failure.failedTicket(),
                    failure.lastSubmittedTicket(), failure.message());
        }
        return collect(done);
    }

    /** Arms the engine anew, unless somebody polls for a copy that is not done. {@return whether it is armed} */
    private boolean rearm(long done) {
        if (unstoppable || parts.submitter().lastPolled() > done) {
            return false;
        }
        ring.editor().giveUp();
        tally.failedAfter(done);
        ring.rearm();
        clear();
        return true;
    }

    /** As {@link #settle}, for a channel that sleeps and goes on to do so. Under the lock. */
    UnfinishedCopies settleAsleep() {
        UnfinishedCopies left = fail();
        rearm(left.done());
        return left;
    }

    /** Halts a channel that was armed and whose engine does not wake [PWR-2]: until reset. Under the lock. */
    UnfinishedCopies haltAsleep(NtStatus status) {
        ring.markHalted();
        settled = true;
        return fail(new HaltReason(status, "the engine did not take up work again after it slept"));
    }

    /** Brings the phase to HALTED and waits for a submission that is going on. {@return whether it worked} */
    boolean close() {
        gate.transitionTo(Event.HALT);
        if (!parts.awaitOutside()) {
            LOG.log(Level.ERROR, "{0} stays halted: a StartDma or AppendDma of its driver did not return within {1} ms "
                    + "[STO-4]", parts.name(), parts.limitMillis());
            return false;
        }
        return gate.phase() == ChannelPhase.HALTED; // else the channel is ending, and its end settles all
    }

    /** Returns the failure as clients see it: a gather fails by its ticket, an engine that was pulled out as such. */
    private ChannelFailure failureNow(HaltReason why) {
        long at = ring.gathered().ticketOf(ring.observeNext());
        long last = ring.observeSubmitted();
        return driver.isGone() ? new ChannelFailure(at, last, NtStatus.DEVICE_REMOVED)
                : new ChannelFailure(at, last, why.status(), why.message());
    }

    /** Takes the stages that are open. Under the lock, nobody is inside the gate. */
    UnfinishedCopies collect(long done) {
        return new UnfinishedCopies(copies.takePending(), copies.takeBacklog(), done, failure);
    }

    /**
     * The engine makes no progress: stops it by force and fails what is outstanding [STO-4]. An engine that goes on to
     * do nothing after its driver has stopped it is broken, whatever the driver says of it.
     *
     * @param since when it made some, or got something to do, in nanoseconds
     */
    void stopHung(long since, String reason) {
        stopByForce(new HaltReason(NtStatus.IO_TIMEOUT, reason), () -> parts.hangs().mended(since));
    }

    /** The driver says that the engine stopped, and its completion word does not: stops it by force [INT-3]. */
    void stopFailed(String reason) {
        HaltReason why = driver.haltReason(); // before the driver is asked to stop the channel, and forgets
        stopByForce(new HaltReason(why.status(), "%s: %s".formatted(reason, why.message())), () -> false);
    }

    /** @param inVain asked once the driver has stopped the engine: whether that mends nothing */
    private void stopByForce(HaltReason why, BooleanSupplier inVain) {
        lock.lock();
        try {
            if (gate.phase().isOver() || isHalted()) {
                return;
            }
            gate.transitionTo(Event.HALT); // refused while the channel is ending, which is as good
            parts.awaitOutside();
            NtStatus status = stop();
            failure = failureNow(why);
            LOG.log(Level.ERROR, "{0} is stopped at ticket {1} of {2}, since {3}; {4} [STO-4]", parts.name(),
                    failure.failedTicket(), failure.lastSubmittedTicket(), why.message(),
                    status == NtStatus.SUCCESS ? "its driver stopped it" : "its driver could not stop it: " + status);
            if (status != NtStatus.SUCCESS) {
                watched.failDevice("the engine of %s hangs and cannot be stopped: %s [STO-4]"
                        .formatted(parts.name(), status));
            } else if (inVain.getAsBoolean()) {
                giveUpStopping(); // nobody submits to it any more until the device is taken out of work
                watched.failDevice(("the engine of %s does nothing: its driver stopped it when it hung and answered "
                        + "STATUS_SUCCESS, and it hung again with no copy done in between [STO-4]")
                        .formatted(parts.name()));
            }
        } finally {
            lock.unlock();
        }
        settle();
    }

    /** Nobody can tell whether the engine makes progress: stops it by force and asks nobody why [MEM-13]. */
    void stopUnwatched(String reason) {
        lock.lock();
        try {
            if (gate.phase().isOver()) {
                return;
            }
            gate.transitionTo(Event.HALT); // refused while the channel is ending, which is as good
            parts.awaitOutside();
            NtStatus status = isHalted() ? NtStatus.SUCCESS : stop();
            if (failure == null) {
                failure = new ChannelFailure(ring.gathered().ticketOf(ring.observeNext()), ring.observeSubmitted(),
                        NtStatus.DRIVER_INTERNAL_ERROR, reason);
            }
            LOG.log(Level.ERROR, "{0}: {1}; stopping it answered {2} [STO-4]", parts.name(), reason, status);
        } finally {
            lock.unlock();
        }
        settle();
    }

    /** The engine cannot be resumed: stops it by force. Under the lock; {@link #settle()} follows without it. */
    void failToResume(NtStatus status) {
        gate.transitionTo(Event.HALT); // refused while the channel is ending, which is as good
        NtStatus stopped = stop();
        failure = failureNow(new HaltReason(NtStatus.IO_DEVICE_ERROR, "its driver could not resume it: " + status));
        LOG.log(Level.ERROR, "{0} could not be resumed by its driver: {1}; it is halted, stopping it answered {2} "
                + "[XFR-6]", parts.name(), status, stopped);
    }

    /** Stops the engine by the best means its driver has. Under the lock. */
    NtStatus stop() {
        return stopped(driver.stop());
    }

    private NtStatus stopped(NtStatus status) {
        if (status != NtStatus.SUCCESS) {
            unstoppable = true;
        } else if (!ring.isHalted()) {
            ring.markHalted();
        }
        return status;
    }

    /** Stops the engine at once, and keeps the channel halted until it is reset [XFR-7]. */
    void abort() throws NetDmaException {
        UnfinishedCopies left;
        lock.lock();
        try {
            if (!driver.canAbort() && !gate.phase().isEnding()) {
                throw new NetDmaException(NtStatus.NOT_SUPPORTED, "XFR-7",
                        "the driver of %s cannot abort: wait for its copies, or close it".formatted(parts.name()));
            }
            if (!close()) {
                throw gate.phase().refusal().toException();
            }
            if (!isHalted()) {
                abortEngine();
            }
            left = collect(ring.observe());
            settled = true; // the client knows
        } finally {
            lock.unlock();
        }
        left.complete(null);
    }

    private void abortEngine() throws NetDmaException {
        NtStatus status = ring.isStarted() ? driver.abort() : NtStatus.SUCCESS;
        stopped(status);
        failure = failureNow(status == NtStatus.SUCCESS ? new HaltReason(NtStatus.CANCELLED, "the channel was aborted")
                : new HaltReason(NtStatus.IO_DEVICE_ERROR, "its driver could not abort it: " + status));
        if (status != NtStatus.SUCCESS) {
            throw new NetDmaException(status, "XFR-7",
                    "%s could not be aborted by its driver: reset or close it".formatted(parts.name()));
        }
        LOG.log(Level.INFO, "{0} is aborted at ticket {1} of {2} [XFR-7]", parts.name(), failure.failedTicket(),
                failure.lastSubmittedTicket());
    }

    /** Forgets the halt: the channel is armed anew. Under the lock. */
    void clear() {
        unstoppable = false;
        settled = false;
        failure = null;
    }

    /** Notes that the engine could not be stopped, and may be at work until the channel is freed. */
    void giveUpStopping() {
        unstoppable = true;
    }

    /** {@return whether the engine could not be stopped} */
    boolean isUnstoppable() {
        return unstoppable;
    }

    /** A blocking copy failed and nobody polls for its parts: settles the halt as if it had been stages. */
    void recover(long lastPolledBefore) {
        lock.lock();
        try {
            ring.unwrite(ring.submitted());
            parts.submitter().forgetPolled(lastPolledBefore);
        } finally {
            lock.unlock();
        }
        settle();
    }

    /** Notes why the engine stands still, if a stage needs to know: the driver is not asked once its channel is freed. */
    void noteReason() {
        if (failure == null && isHalted() && !copies.isEmpty()) {
            failure = failureNow(driver.haltReason());
        }
    }

    /** The driver's channel is freed: fails what is left. Under the lock, the phase is over. */
    UnfinishedCopies end() {
        return collect(ring.observe());
    }

    /** {@return what failed, null while nothing has. Waits for a time-out that is being dealt with} */
    ChannelFailure failure() {
        lock.lock();
        try {
            if (!isHalted() || failure != null) {
                return failure;
            }
            return failureNow(driver.haltReason());
        } finally {
            lock.unlock();
        }
    }
}
