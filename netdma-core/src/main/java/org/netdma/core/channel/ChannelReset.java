// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.concurrent.locks.ReentrantLock;
import org.netdma.NetDmaException;
import org.netdma.core.channel.ChannelPhase.Event;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.wdm.NtStatus;

/** Makes a channel usable again: all that is enqueued or running is over, StartDma is next [XFR-1, XFR-8]. */
final class ChannelReset {

    private final ChannelParts parts;
    private final ChannelHalt halt;
    private final ChannelTally tally;
    private final ReentrantLock lock;
    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final DriverChannel driver;

    ChannelReset(ChannelParts parts, ChannelHalt halt, ChannelTally tally) {
        this.parts = parts;
        this.halt = halt;
        this.tally = tally;
        lock = parts.lock();
        ring = parts.ring();
        gate = parts.gate();
        driver = parts.driver();
    }

    void run() throws NetDmaException {
        UnfinishedCopies left = UnfinishedCopies.NONE;
        NetDmaException failed;
        lock.lock();
        try {
            requireStoppable();
            if (!halt.close()) {
                throw gate.phase().refusal().toException();
            }
            stop();
            long done = ring.observe();
            parts.hangs().look();
            tally.failedAfter(done);
            tally.dropped();
            parts.lost().add(done, ring.tail());
            left = halt.collect(done);
            boolean reread = isReread();
            ring.reset();
            parts.opening().watch().reset();
            halt.clear();
            parts.calls().forget(ring.tail());
            failed = open(reread);
            if (failed == null) {
                gate.transitionTo(Event.REARM);
            }
        } finally {
            lock.unlock();
            left.complete(null); // whatever was thrown since they were taken [MEM-13]
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** A suspended channel that cannot be reset stays suspended; of another one this is known once it is closed. */
    private void requireStoppable() throws NetDmaException {
        if (gate.phase() == ChannelPhase.SUSPENDED && isRunning() && !driver.canStop()) {
            throw notSupported();
        }
    }

    private boolean isRunning() {
        return ring.isWorking() && !ring.isHalted();
    }

    /**
     * Returns whether the engine, idle, may follow a link that is written in its last descriptor's slot: what is dropped
     * takes tickets, so that the slot is used again while the engine sits there.
     */
    private boolean isReread() {
        return ring.isReread() && !ring.isHalted() && ring.tail() > ring.submitted();
    }

    /**
     * Tells the engine what it is to know. One that cannot be stopped is led away from the ring's slots.
     *
     * @return why it stays there, null if it does not
     */
    private NetDmaException open(boolean reread) {
        if (reread) {
            parts.opening().contextLost();
        }
        NtStatus status = parts.opening().submit(); // what is refused is logged, and goes with the next submission
        return reread && status != NtStatus.SUCCESS ? notStopped(status) : null;
    }

    private NetDmaException notStopped(NtStatus status) {
        halt.giveUpStopping();
        return new NetDmaException(status, "XFR-8",
                "%s could not be stopped by its driver: close it and use another".formatted(parts.name()));
    }

    private void stop() throws NetDmaException {
        boolean running = isRunning();
        if (running && !driver.canStop()) {
            reopen();
            throw notSupported();
        }
        NtStatus status = NtStatus.SUCCESS;
        if (running || (driver.isSuspended() || isReread()) && driver.canStop()) {
            status = halt.stop();
        } else if (driver.isSuspended()) {
            status = driver.resume(); // with nothing left to do it stands still
        }
        if (status != NtStatus.SUCCESS) {
            throw notStopped(status);
        }
    }

    private void reopen() {
        if (!halt.isUnstoppable()) {
            gate.transitionTo(parts.copies().hasBacklog() ? Event.BACKLOG : Event.REARM);
        }
    }

    private NetDmaException notSupported() {
        return new NetDmaException(NtStatus.NOT_SUPPORTED, "XFR-8",
                "%s has copies running and its driver can neither abort nor reset: wait for them"
                        .formatted(parts.name()));
    }
}
