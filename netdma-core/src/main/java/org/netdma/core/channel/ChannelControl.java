// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.netdma.client.Refusal;
import org.netdma.core.channel.ChannelPhase.Event;
import org.netdma.core.driver.StallClock;
import org.netdma.core.driver.ThrownLog;
import org.netdma.core.memory.InFlightCopies;
import org.netdma.core.ring.DescriptorRing;

/**
 * What goes on in a channel behind its data path: completions, the backlog of copies, the watchdog's look, the end.
 * Callable from any thread. Stages are completed without the lock, since their dependents may call the channel again.
 */
final class ChannelControl {

    private static final Logger LOG = System.getLogger(ChannelControl.class.getName());
    private static final long PAUSE_NANOS = 50_000;
    /** How long an engine that is said to have failed may go on without progress: long enough for one descriptor. */
    private static final long ERROR_GRACE_NANOS = 100_000_000;
    private static final long NO_ERROR = -1;

    private final ChannelParts parts;
    private final ReentrantLock lock;
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final AsyncCopies copies;
    private final ChannelHalt halt;
    private final ChannelSuspension suspension;
    private final CopyOutcomes outcomes;

    /** Of the engine's work for this channel. */
    private final StallClock clock = new StallClock();
    /** The same, but for waiting while the engine works for other channels. */
    private final StallClock hangClock = new StallClock();
    private long doneAtLastTick;
    private boolean reportedWord;
    /** When the first of a row of looks failed; null after one that did not. */
    private final AtomicReference<Long> blindSince = new AtomicReference<>();
    private final AtomicBoolean reportedBlind = new AtomicBoolean();
    /** Where the engine was when an interrupt told of an error that the completion word does not tell of. */
    private volatile long errorAt = NO_ERROR;

    ChannelControl(ChannelParts parts, ChannelHalt halt, ChannelSuspension suspension, CopyOutcomes outcomes) {
        this.outcomes = outcomes;
        this.parts = parts;
        this.halt = halt;
        this.suspension = suspension;
        lock = parts.lock();
        ring = parts.ring();
        gate = parts.gate();
        copies = parts.copies();
    }

    /** Starts a copy whose end is a stage. */
    void start(AsyncCopy copy) {
        while (!copies.start(copy)) {
            if (halt.isHalted()) {
                halt.settle();
            }
            if (startLater(copy)) {
                return;
            }
        }
    }

    /** {@return whether the copy was taken care of; false when the channel is open, or open again} */
    private boolean startLater(AsyncCopy copy) {
        ChannelPhase phase;
        lock.lock();
        try {
            phase = gate.phase();
            if (phase == ChannelPhase.OPEN) {
                return false;
            }
            if (phase == ChannelPhase.FEEDING || phase == ChannelPhase.SUSPENDED) { // it is fed when it is resumed
                copies.startLater(copy);
                return true;
            }
        } finally {
            lock.unlock();
        }
        Refusal refusal = parts.submitter().refusal(phase);
        copy.fail(refusal == Refusal.HALTED ? outcomes.refused(refusal.code()) : CopyOutcomes.refusedWhole(refusal));
        return true;
    }

    /** Completes what is done, settles a halt, feeds the ring: after an interrupt, on a DPC thread. */
    void dispatch() {
        long done = ring.observe();
        copies.finishUpTo(done);
        parts.calls().interrupted(done);
        if (halt.isHalted()) {
            halt.settleIfFree();
        } else if (gate.phase() == ChannelPhase.FEEDING) {
            feed();
        }
    }

    /**
     * The driver says that the engine stopped on an error [INT-3]. Where the completion word says so too there is
     * nothing to add. Else it may be late news of an error that was settled, so the engine's progress decides.
     */
    void errorReported() {
        if (!halt.isHalted()) {
            errorAt = ring.observeSlot();
        }
    }

    private void feed() {
        lock.lock();
        try {
            copies.feed();
        } finally {
            lock.unlock();
        }
        copies.finishUpTo(ring.observe());
    }

    /**
     * Looks whether an interrupt was lost, and whether the engine hangs [STO-4]. Where each look throws for as long as
     * an engine may make no progress, the channel is stopped by force: nobody would notice that it hangs [MEM-13].
     *
     * @param now in nanoseconds
     * @return whether copies are outstanding
     */
    boolean tick(long now) {
        try {
            boolean outstanding = look(now);
            blindSince.set(null);
            return outstanding;
        } catch (RuntimeException | Error e) { // the channels behind this one are looked at, too
            failedToLook(now, e);
            return true;
        }
    }

    private void failedToLook(long now, Throwable thrown) {
        if (reportedBlind.compareAndSet(false, true)) {
            ThrownLog.error(LOG, "looking for a hang of " + parts.name() + " failed [STO-4]; more failures are silent",
                    thrown);
        }
        blindSince.compareAndSet(null, now);
        Long since = blindSince.get();
        if (since == null || now - since < parts.limit().get().toNanos()) {
            return;
        }
        blindSince.set(null);
        try {
            halt.stopUnwatched("looking for a hang failed with %s for %d ms, and it was stopped"
                    .formatted(thrown.getClass().getName(), parts.limitMillis()));
        } catch (RuntimeException | Error e) {
            ThrownLog.error(LOG, parts.name() + " could not be stopped; it is tried again [STO-4]", e);
        }
    }

    private boolean look(long now) {
        long overdue;
        boolean outstanding;
        long still;
        boolean failed;
        boolean hangs;
        lock.lock();
        try {
            if (gate.phase().isOver()) {
                return false;
            }
            outstanding = ring.isWorking() && !halt.isHalted() && gate.phase() != ChannelPhase.SUSPENDED;
            long slot = ring.observeSlot();
            still = clock.measure(now, outstanding, slot);
            failed = slot == errorAt && still >= ERROR_GRACE_NANOS;
            long limit = parts.limit().get().toNanos();
            parts.turns().look(now, outstanding, limit);
            hangs = hangClock.measure(now, outstanding, parts.turns().progress()) >= limit;
            overdue = doneAtLastTick; // what was done a whole tick ago should have been reported since
            doneAtLastTick = ring.observe();
            parts.hangs().look();
            checkWord();
            parts.opening().watch().look();
        } finally {
            lock.unlock();
        }
        copies.finishUpTo(overdue);
        parts.calls().overdue(overdue);
        ChannelPhase phase = gate.phase();
        boolean asleep = phase == ChannelPhase.POWERED_DOWN; // what is left to do is done by who put it to sleep
        if (halt.isHalted() && !asleep && !(halt.isSettled() && copies.isEmpty())) {
            halt.settle();
        } else if (failed) {
            errorAt = NO_ERROR;
            halt.stopFailed("its driver reported an error [INT-3]");
        } else if (hangs) {
            halt.stopHung(now - still, "the engine made no progress for %d ms".formatted(parts.limitMillis()));
        } else if (phase == ChannelPhase.FEEDING) {
            feed();
        }
        return outstanding || !asleep && !copies.isEmpty();
    }

    private void checkWord() {
        if (!reportedWord && !ring.isWordLegal()) {
            reportedWord = true;
            LOG.log(Level.ERROR, "the completion word of {0} names no descriptor of its ring: its driver or engine is "
                    + "broken [CPL-2]; the word is ignored", parts.name());
        }
    }

    /** {@return how far the engine has got that may be at work on a window; NONE when it is not} */
    long progressOn(long windowId) {
        long progress = progress();
        // a submission that is going on and did not see the region's end is seen here, after the closer's grace
        boolean touched = gate.isInside()
                || !gate.phase().isOver() && !ring.isHalted() && ring.windows().touched(windowId);
        return touched ? progress : InFlightCopies.NONE;
    }

    /** {@return how far the engine has got: grows with each report, and with those of others before its turn} */
    long progress() {
        return parts.turns().progress();
    }

    /** {@return whether no engine works for the channel} */
    private boolean isQuiet() {
        return halt.isHalted() || !ring.isWorking();
    }

    /** Waits until nothing is outstanding and nobody submits; the phase lets nobody begin. Stops what hangs [STO-4]. */
    void drain() {
        if (!parts.awaitOutside()) {
            LOG.log(Level.ERROR, "{0}: a StartDma or AppendDma of its driver did not return within {1} ms; it is not "
                    + "waited for any longer [STO-4]", parts.name(), parts.limitMillis());
        }
        suspension.lift();
        awaitQuiet();
    }

    private void awaitQuiet() {
        long before = progress();
        while (!isQuiet()) {
            tick(System.nanoTime());
            long now = progress();
            if (now != before) {
                before = now;
                parts.driver().noteProgress(); // its driver may be waiting, in STOP_DEVICE as an example
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits for outstanding copies, then frees the driver's channel [STO-1, STO-3]. The phase is ending already. */
    void end() {
        try {
            drain();
        } finally {
            free(); // whatever was thrown on the way [MEM-13]
        }
    }

    private void free() {
        UnfinishedCopies left = UnfinishedCopies.NONE;
        lock.lock();
        try {
            awaitQuiet(); // again: who held the lock may have woken the channel meanwhile [PWR-2]
            try {
                halt.noteReason();
                parts.hangs().look();
                parts.opening().watch().look();
            } finally { // what the verifier throws leaves no engine with a channel
                parts.turns().leave();
                parts.driver().free();
                gate.transitionTo(Event.FREED);
                left = halt.end();
            }
        } finally {
            lock.unlock();
            left.complete(gate.phase().refusal());
        }
    }
}
