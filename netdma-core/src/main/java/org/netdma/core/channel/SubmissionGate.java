// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.netdma.core.memory.StoreGrace;

/**
 * Keeps submissions and the end of a channel apart, at no price for submissions [STO-3].
 *
 * <p>The submitter says that it is inside, then looks at the phase. Whoever changes the phase lets a {@link StoreGrace}
 * pass, then looks whether the submitter is inside. A submitter that did not see the new phase is seen inside.
 */
final class SubmissionGate {

    private static final VarHandle INSIDE;
    private static final VarHandle PHASE;
    private static final int SPINS = 200;
    private static final long STEP_NANOS = 20_000;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INSIDE = lookup.findVarHandle(SubmissionGate.class, "inside", boolean.class);
            PHASE = lookup.findVarHandle(SubmissionGate.class, "phase", ChannelPhase.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private boolean inside;
    private volatile ChannelPhase phase = ChannelPhase.OPEN;

    ChannelPhase phase() {
        return phase;
    }

    boolean isOpen() {
        return phase == ChannelPhase.OPEN;
    }

    /** Says that a submission begins; the caller then looks at the phase, and leaves in any case. */
    void enter() {
        INSIDE.setRelease(this, true); // no full fence: awaitOutside lets a grace pass before it looks
        VarHandle.acquireFence(); // for the compiler: the phase is read after the write, see StoreGrace
    }

    /** Says that the submission, driver's call included, is over. */
    void leave() {
        INSIDE.setRelease(this, false); // release: awaitOutside sees all that was done inside
    }

    /** {@return whether a submission is going on; acquire: counterpart of the releases in enter and leave} */
    boolean isInside() {
        return (boolean) INSIDE.getAcquire(this);
    }

    /** {@return whether the event was legal and the phase changed} */
    boolean transitionTo(ChannelPhase.Event event) {
        while (true) {
            ChannelPhase now = phase;
            ChannelPhase next = now.next(event).orElse(null);
            if (next == null) {
                return false;
            }
            if (PHASE.compareAndSet(this, now, next)) { // volatile: counterpart of phase() after enter
                return true;
            }
        }
    }

    /**
     * As {@link #transitionTo}, unless somebody has changed the phase before.
     *
     * @param from the phase that the caller has seen
     */
    boolean transitionFrom(ChannelPhase from, ChannelPhase.Event event) {
        return from.next(event).filter(next -> PHASE.compareAndSet(this, from, next)).isPresent();
    }

    /**
     * Waits until no submission is going on that began before the last change of phase.
     *
     * @return false when the driver's routine did not return within the limit
     */
    boolean awaitOutside(long limitNanos) {
        StoreGrace.pass();
        for (int i = 0; i < SPINS; i++) {
            if (!isInside()) {
                return true;
            }
            Thread.onSpinWait();
        }
        long deadline = System.nanoTime() + limitNanos;
        while (isInside()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }
}
