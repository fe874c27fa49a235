// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.core.channel.ChannelPhase.Event;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.wdm.NtStatus;

/**
 * All that happens to a channel apart from its data path: completions, halt, time-out, reset, end. Callable from any
 * thread. Stages are completed without the lock, since their dependents may call the channel again.
 */
final class ChannelControl {

    private static final Logger LOG = System.getLogger(ChannelControl.class.getName());
    private static final long PAUSE_NANOS = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final DriverChannel driver;
    private final Submitter submitter;
    private final AsyncCopies copies;
    private final String name;
    private final Supplier<Duration> limit;

    private final StallClock clock = new StallClock();
    private long doneAtLastTick;
    private long failed;
    private long dropped;
    private boolean reportedWord;
    private volatile boolean unstoppable;
    private ChannelFailure failure;

    ChannelControl(DescriptorRing ring, SubmissionGate gate, DriverChannel driver, Submitter submitter,
            AsyncCopies copies, String name, Supplier<Duration> limit) {
        this.ring = ring;
        this.gate = gate;
        this.driver = driver;
        this.submitter = submitter;
        this.copies = copies;
        this.name = name;
        this.limit = limit;
    }

    /** Starts a copy whose end is a stage. */
    void start(AsyncCopy copy) {
        while (!copies.start(copy)) {
            if (isHalted()) {
                settleHalt();
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
            if (phase == ChannelPhase.FEEDING) {
                copies.startLater(copy);
                return true;
            }
        } finally {
            lock.unlock();
        }
        copy.fail(phase.refusal().toException());
        return true;
    }

    /** Completes what is done, settles a halt, feeds the ring: after an interrupt, on a DPC thread. */
    void dispatch() {
        copies.finishUpTo(ring.observe());
        if (isHalted()) {
            settleHalt();
        } else if (gate.phase() == ChannelPhase.FEEDING) {
            feed();
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
     * Looks whether an interrupt was lost, and whether the engine hangs [STO-4].
     *
     * @param now in nanoseconds
     * @return whether copies are outstanding
     */
    boolean tick(long now) {
        long overdue;
        boolean outstanding;
        boolean stalled;
        lock.lock();
        try {
            if (gate.phase().isOver()) {
                return false;
            }
            long submitted = ring.observeSubmitted();
            long done = ring.observe();
            outstanding = done < submitted && !isHalted();
            stalled = clock.measure(now, outstanding, done) >= limit.get().toNanos();
            overdue = doneAtLastTick; // what was done a whole tick ago should have been reported since
            doneAtLastTick = done;
            checkWord();
        } finally {
            lock.unlock();
        }
        copies.finishUpTo(overdue);
        if (isHalted() && (gate.phase() != ChannelPhase.HALTED || !copies.isEmpty())) {
            settleHalt();
        } else if (gate.phase() == ChannelPhase.FEEDING) {
            feed();
        } else if (stalled) {
            timeOut();
        }
        return outstanding || !copies.isEmpty();
    }

    private void checkWord() {
        if (!reportedWord && !ring.isWordLegal()) {
            reportedWord = true;
            LOG.log(Level.ERROR, "the completion word of {0} names no descriptor of its ring: its driver or engine is "
                    + "broken [CPL-2]; the word is ignored", name);
        }
    }

    /** {@return whether the channel stands still: its engine says so, or does not answer} */
    boolean isHalted() {
        return unstoppable || ring.isHalted();
    }

    /** {@return whether the engine may be at work on a window} */
    boolean mayTouch(long windowId) {
        // a submission that is going on and did not see the region's end is seen here, after the closer's grace
        if (gate.isInside()) {
            return true;
        }
        return !gate.phase().isOver() && !ring.isHalted() && ring.touches(windowId);
    }

    /**
     * After the engine halted: fails the open stages, and re-arms the channel unless somebody polls for a copy that is
     * not done. Nothing happens when it is settled already.
     */
    void settleHalt() {
        UnfinishedCopies left;
        lock.lock();
        try {
            if (!isHalted() || !close(Event.HALT)) {
                return;
            }
            long done = ring.observe();
            if (failure == null) {
                failure = new ChannelFailure(done + 1, ring.observeSubmitted(), NtStatus.IO_DEVICE_ERROR);
                LOG.log(Level.INFO, "{0} halted at ticket {1} of {2} [XFR-7]", name, done + 1, ring.observeSubmitted());
            }
            left = collect(done);
            if (!unstoppable && submitter.lastPolled() <= done) {
                failed += ring.submitted() - done;
                ring.rearm();
                failure = null;
                gate.transitionTo(Event.REARM);
            }
        } finally {
            lock.unlock();
        }
        left.complete(null);
    }

    /** Brings the phase to HALTED and waits for a submission that is going on. {@return whether it worked} */
    private boolean close(Event halt) {
        gate.transitionTo(halt);
        if (!gate.awaitOutside(limit.get().toNanos())) {
            LOG.log(Level.ERROR, "{0} stays halted: a StartDma or AppendDma of its driver did not return within {1} ms "
                    + "[STO-4]", name, limit.get().toMillis());
            return false;
        }
        return gate.phase() == ChannelPhase.HALTED; // else the channel is ending, and its end settles all
    }

    private UnfinishedCopies collect(long done) {
        return new UnfinishedCopies(copies.takePending(), copies.takeBacklog(), done, failure);
    }

    /** The engine makes no progress: stops it by force and fails what is outstanding [STO-4]. */
    private void timeOut() {
        lock.lock();
        try {
            if (gate.phase().isOver() || isHalted()) {
                return;
            }
            gate.transitionTo(Event.HALT); // refused while the channel is ending, which is as good
            gate.awaitOutside(limit.get().toNanos());
            NtStatus status = driver.stop();
            if (status == NtStatus.SUCCESS) {
                ring.markHalted();
            } else {
                unstoppable = true;
            }
            long done = ring.observe();
            failure = new ChannelFailure(done + 1, ring.observeSubmitted(), NtStatus.IO_TIMEOUT);
            LOG.log(Level.ERROR, "{0} made no progress for {1} ms after ticket {2} of {3}; {4} [STO-4]", name,
                    limit.get().toMillis(), done, ring.observeSubmitted(), status == NtStatus.SUCCESS
                            ? "its driver stopped it" : "its driver could not stop it: " + status);
        } finally {
            lock.unlock();
        }
        settleHalt();
    }

    /** Makes the channel usable again, and drops all that is enqueued or running. */
    void reset() throws NetDmaException {
        UnfinishedCopies left;
        lock.lock();
        try {
            if (!close(Event.HALT)) {
                throw gate.phase().refusal().toException();
            }
            stopForReset();
            long done = ring.observe();
            failed += ring.submitted() - done;
            dropped += ring.tail() - ring.submitted();
            left = collect(done);
            ring.reset();
            unstoppable = false;
            failure = null;
            gate.transitionTo(Event.REARM);
        } finally {
            lock.unlock();
        }
        left.complete(null);
    }

    private void stopForReset() throws NetDmaException {
        boolean running = ring.observe() < ring.observeSubmitted() && !ring.isHalted();
        if (!running) {
            return;
        }
        if (!driver.canStop()) {
            reopen();
            throw new NetDmaException(NtStatus.NOT_SUPPORTED, "XFR-8",
                    "%s has copies running and its driver can neither abort nor reset: wait for them".formatted(name));
        }
        NtStatus status = driver.stop();
        if (status != NtStatus.SUCCESS) {
            unstoppable = true;
            throw new NetDmaException(status, "XFR-8",
                    "%s could not be stopped by its driver: close it and use another".formatted(name));
        }
        ring.markHalted();
    }

    private void reopen() {
        if (!unstoppable) {
            gate.transitionTo(copies.hasBacklog() ? Event.BACKLOG : Event.REARM);
        }
    }

    /** A blocking copy failed and nobody polls for its parts: settles the halt as if it had been stages. */
    void recover(long lastPolledBefore) {
        lock.lock();
        try {
            ring.unwrite(ring.submitted());
            submitter.forgetPolled(lastPolledBefore);
        } finally {
            lock.unlock();
        }
        settleHalt();
    }

    /** {@return whether no engine works for the channel} */
    private boolean isQuiet() {
        return isHalted() || ring.observe() >= ring.observeSubmitted();
    }

    /** Waits for outstanding copies, then frees the driver's channel [STO-1, STO-3]. The phase is ending already. */
    void end() {
        if (!gate.awaitOutside(limit.get().toNanos())) {
            LOG.log(Level.ERROR, "{0} is freed although a StartDma or AppendDma of its driver did not return within {1} "
                    + "ms [STO-4]", name, limit.get().toMillis());
        }
        while (!isQuiet()) {
            tick(System.nanoTime());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        UnfinishedCopies left;
        lock.lock();
        try {
            driver.free();
            gate.transitionTo(Event.FREED);
            left = collect(ring.observe());
        } finally {
            lock.unlock();
        }
        left.complete(gate.phase().refusal());
    }

    /** {@return what failed, null while nothing has. Waits for a time-out that is being dealt with} */
    ChannelFailure failure() {
        lock.lock();
        try {
            if (!isHalted() || failure != null) {
                return failure;
            }
            return new ChannelFailure(ring.observe() + 1, ring.observeSubmitted(), NtStatus.IO_DEVICE_ERROR);
        } finally {
            lock.unlock();
        }
    }

    /** {@return descriptors submitted, done and failed so far} */
    ChannelCounts counts() {
        lock.lock();
        try {
            long submitted = ring.observeSubmitted();
            long done = Math.min(ring.observe(), submitted);
            long lost = failed + (isHalted() || gate.phase().isOver() ? submitted - done : 0);
            return new ChannelCounts(submitted - dropped, done - failed - dropped, lost);
        } finally {
            lock.unlock();
        }
    }
}
