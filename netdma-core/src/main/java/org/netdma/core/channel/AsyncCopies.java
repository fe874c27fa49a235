// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.descriptor.ControlFlags;

/**
 * The copies of a channel whose ends are stages. A copy that does not fit in the ring goes to the backlog, and with it
 * the submitter's role goes from the client's thread to whoever learns of completions, until all of it is in the ring:
 * the phase is FEEDING meanwhile. So one thread at a time submits, and the data path needs no lock.
 */
final class AsyncCopies {

    private static final int REPORT = ControlFlags.INTERRUPT_ON_COMPLETION | ControlFlags.STATUS_UPDATE_ON_COMPLETION;

    private final Submitter submitter;
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final long part;
    private final int reportOn;
    private final PendingCopies pending;
    private final Queue<AsyncCopy> backlog = new ConcurrentLinkedQueue<>();

    AsyncCopies(Submitter submitter, DescriptorRing ring, SubmissionGate gate, long part) {
        this.submitter = submitter;
        this.ring = ring;
        this.gate = gate;
        this.part = part;
        reportOn = ring.capacity() / 2; // twice in a round, so that the engine has work while the ring is filled again
        pending = new PendingCopies(ring.capacity());
    }

    /**
     * Starts a copy, on the client's thread. {@return false when the phase is not OPEN, or the engine stands still; then
     * nothing happened}
     */
    boolean start(AsyncCopy copy) {
        if (!gate.isOpen() || ring.isHalted()) { // before enter: only one thread at a time says that it is inside, and that may be feed
            return false;
        }
        gate.enter();
        try {
            if (!gate.isOpen()) { // after enter: counterpart of transitionTo and awaitOutside
                return false;
            }
            if (!advance(copy, ChannelPhase.OPEN)) {
                copy.letWait();
                backlog.add(copy); // before the phase: whoever changes it next finds the copy
                gate.transitionFrom(ChannelPhase.OPEN, ChannelPhase.Event.BACKLOG); // never wakes one that sleeps now
            }
        } finally {
            gate.leave();
        }
        if (copy.isRefusedWhole()) {
            copy.finish();
        }
        return true;
    }

    /** Adds a copy behind others. Phase FEEDING, under the channel's lock. */
    void startLater(AsyncCopy copy) {
        copy.letWait();
        backlog.add(copy);
    }

    /** Submits what fits of the backlog. Under the channel's lock. */
    void feed() {
        if (gate.phase() != ChannelPhase.FEEDING || gate.isInside()) {
            return; // inside: the client's thread is just leaving; the next completion or tick feeds
        }
        AsyncCopy copy;
        while ((copy = backlog.peek()) != null) {
            if (gate.phase() != ChannelPhase.FEEDING || !hasRoom()) {
                return; // whoever changed the phase takes the backlog
            }
            if (copy.begin() && !advance(copy, ChannelPhase.FEEDING)) {
                return;
            }
            backlog.remove(); // it is in the ring, or it was taken back
        }
        gate.transitionTo(ChannelPhase.Event.FED);
    }

    /** Submits what fits of a copy. {@return whether it is pending now, the whole of it, or as far as it got} */
    private boolean advance(AsyncCopy copy, ChannelPhase phase) {
        submitter.notePolled(); // what the client enqueued and did not submit goes with it
        long before = ring.tail();
        boolean whole = enqueue(copy);
        if (whole) {
            if (!copy.hasBegun()) {
                copy.giveUp(copy.refusal(), ring.submitted());
            }
            pending.add(copy); // before it is submitted: its completion may come at once
        } else if (ring.tail() > ring.submitted()) {
            ring.addFlagsToLast(REPORT);
        }
        long answer = phase == ChannelPhase.OPEN ? submitter.submitInside() : submitter.submit(phase);
        if (!Refusal.isRefusal(answer)) {
            return whole;
        }
        if (!whole && !pending.hasRoom()) {
            return false; // nothing of it was written
        }
        ring.unwrite(before);
        if (submitter.standsStill()) {
            return whole; // pending or not, it fails with the others when the halt is settled
        }
        copy.giveUp(Refusal.of(answer), ring.submitted());
        if (!whole) {
            pending.add(copy);
        }
        return true;
    }

    private boolean hasRoom() {
        return pending.hasRoom() && ring.hasRoom();
    }

    private boolean enqueue(AsyncCopy copy) {
        while (hasRoom()) {
            if (copy.enqueueNext(submitter, part, ring.tail() + 1, reportOn)) {
                return true;
            }
        }
        return false;
    }

    /** Completes the stages of all copies that are over once {@code done} is done. Any thread, without the lock. */
    void finishUpTo(long done) {
        AsyncCopy copy;
        while ((copy = pending.take(done)) != null) {
            copy.finish();
        }
    }

    /** {@return whether a stage is open. Any thread; out of date at once} */
    boolean isEmpty() {
        return pending.isEmpty() && backlog.isEmpty();
    }

    /** {@return whether a ticket belongs to a copy. Submitter, while nothing is fed} */
    boolean own(long ticket) {
        AsyncCopy begun = backlog.peek();
        return begun != null && begun.owns(ticket) || pending.own(ticket);
    }

    /** {@return whether copies wait for room in the ring} */
    boolean hasBacklog() {
        return !backlog.isEmpty();
    }

    /** Takes all copies that are wholly in the ring. Nobody is inside the gate. */
    List<AsyncCopy> takePending() {
        List<AsyncCopy> all = new ArrayList<>();
        AsyncCopy copy;
        while ((copy = pending.take(Long.MAX_VALUE)) != null) {
            all.add(copy);
        }
        return all;
    }

    /** Takes all copies that are not wholly in the ring. Nobody is inside the gate. */
    List<AsyncCopy> takeBacklog() {
        List<AsyncCopy> all = new ArrayList<>();
        AsyncCopy copy;
        while ((copy = backlog.poll()) != null) {
            all.add(copy);
        }
        return all;
    }
}
