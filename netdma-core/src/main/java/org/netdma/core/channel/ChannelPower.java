// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import org.netdma.core.channel.ChannelPhase.Event;
import org.netdma.wdm.NtStatus;

/**
 * How a channel sleeps while its provider is in low power, and wakes [PWR-1, PWR-2]. Copies that wait for room in the
 * ring wait until then. For the thread that notifies, one call at a time.
 */
public final class ChannelPower {

    private static final Logger LOG = System.getLogger(ChannelPower.class.getName());

    private final ChannelParts parts;
    private final ChannelHalt halt;
    private final ChannelControl control;
    private final ReentrantLock lock;
    private final SubmissionGate gate;
    /** Whether the channel stood still before it slept, and does so after it. */
    private boolean wasHalted;

    ChannelPower(ChannelParts parts, ChannelHalt halt, ChannelControl control) {
        this.parts = parts;
        this.halt = halt;
        this.control = control;
        lock = parts.lock();
        gate = parts.gate();
    }

    /** First half of falling asleep: takes nothing new [PWR-1]. {@return false when the channel is ending} */
    public boolean beginDown() {
        lock.lock();
        try {
            wasHalted = gate.phase() == ChannelPhase.HALTED;
            return gate.transitionTo(Event.POWER_DOWN);
        } finally {
            lock.unlock();
        }
    }

    /** Second half: waits until nothing is outstanding; what hangs is stopped [PWR-1, STO-4]. */
    public void finishDown() {
        control.drain();
        control.dispatch(); // completes what is done
        UnfinishedCopies left;
        lock.lock();
        try {
            if (gate.phase() != ChannelPhase.POWERED_DOWN || !halt.isHalted() || wasHalted) {
                return; // its client closes it, or all is well, or it was settled before
            }
            left = halt.settleAsleep();
        } finally {
            lock.unlock();
        }
        left.complete(null);
    }

    /**
     * Wakes: initializes the channel with StartDma and a null transfer [PWR-2]. A channel that stood still goes on to
     * do so, and begins like that when it is reset; so does one whose driver refuses StartDma.
     */
    public void up() {
        UnfinishedCopies failed = null;
        lock.lock();
        try {
            if (gate.phase() != ChannelPhase.POWERED_DOWN) {
                return;
            }
            parts.opening().contextLost();
            if (wasHalted || halt.isHalted()) {
                gate.transitionTo(Event.POWER_UP_HALTED);
                return;
            }
            parts.hangs().look();
            parts.ring().rearm();
            NtStatus status = parts.opening().submit();
            if (status == NtStatus.SUCCESS) {
                gate.transitionTo(parts.copies().hasBacklog() ? Event.BACKLOG : Event.POWER_UP);
            } else {
                LOG.log(Level.ERROR, "{0} is halted: its driver refused StartDma of a null transfer at power up with "
                        + "{1} [PWR-2]; reset() tries it again", parts.name(), status);
                failed = halt.haltAsleep(status);
                gate.transitionTo(Event.POWER_UP_HALTED);
            }
        } finally {
            lock.unlock();
        }
        if (failed == null) {
            control.dispatch(); // feeds what waited
        } else {
            failed.complete(null);
            parts.calls().halted(failed.failure());
        }
    }
}
