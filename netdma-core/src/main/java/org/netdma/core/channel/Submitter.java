// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.client.Refusal;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.CoreRegion;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/**
 * Writes descriptors and hands them to the driver. Its methods are for whoever has the submitter's role: the client's
 * thread while the phase is OPEN, the interface while it is FEEDING.
 */
final class Submitter {

    private static final long FOREIGN_REGION = Refusal.FOREIGN_REGION.code();
    private static final long TRANSFER_TOO_LARGE = Refusal.TRANSFER_TOO_LARGE.code();
    private static final long RING_FULL = Refusal.RING_FULL.code();

    private final DescriptorRing ring;
    private final SubmissionGate gate;
    private final DriverChannel driver;
    private final Opening opening;
    private final TransferLimits limits;
    private final AddressSpace space;
    private final long maximumTransfer;
    private long seenEpoch;
    private long lastPolled;
    /** The regions of the copy before, which most copies share: checked already, but for what can change. */
    private CoreRegion knownSource;
    private CoreRegion knownDestination;
    /** Set by the driver's thread, cleared by the submitter. */
    private volatile boolean contextLost;
    /** Why the driver or the interface took no submission last, and the highest ticket it would have submitted. */
    private long refusal;
    private long refusedUpTo;

    Submitter(DescriptorRing ring, SubmissionGate gate, DriverChannel driver, Opening opening, TransferLimits limits) {
        this.ring = ring;
        this.gate = gate;
        this.driver = driver;
        this.opening = opening;
        this.limits = limits;
        space = limits.space();
        maximumTransfer = limits.maximumTransfer();
        seenEpoch = space.closeEpoch();
    }

    /**
     * Writes one copy. {@return its ticket, or the code of a refusal}
     *
     * <p>Kept small on purpose: what is inlined into the client's loop leaves the processor's store buffer to
     * descriptors, where calls would fill it with spilled registers.
     */
    long enqueueCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length, int flags) {
        CoreRegion from = knownSource;
        CoreRegion to = knownDestination;
        if (source != from || destination != to || from == null) {
            return enqueueUnknown(source, sourceOffset, destination, destinationOffset, length, flags);
        }
        long sourceRest = from.size() - length;
        long destinationRest = to.size() - length;
        long readAt = from.physicalAddress() + sourceOffset;
        long writtenAt = to.physicalAddress() + destinationOffset;
        // negative if any of them is, the last one when both overlap; none can overflow unless another one is negative
        long fits = sourceOffset | destinationOffset | length - 1 | maximumTransfer - length | sourceRest
                | destinationRest | sourceRest - sourceOffset | destinationRest - destinationOffset
                | Math.abs(readAt - writtenAt) - length;
        if (fits < 0 || !from.isOpen() || !to.isOpen() || !ring.hasRoom()) {
            return enqueueUnknown(source, sourceOffset, destination, destinationOffset, length, flags);
        }
        return ring.write(length, flags, readAt, writtenAt, from.id(), to.id());
    }

    /** The same with every check, each with its refusal; gets to know the regions. */
    private long enqueueUnknown(MemoryRegion source, long sourceOffset, MemoryRegion destination,
            long destinationOffset, long length, int flags) {
        if (!(source instanceof CoreRegion from) || !(destination instanceof CoreRegion to)) {
            return FOREIGN_REGION;
        }
        long refusal = limits.check(from, sourceOffset, to, destinationOffset, length);
        if (refusal != 0) {
            return refusal;
        }
        if (length > maximumTransfer) {
            return TRANSFER_TOO_LARGE;
        }
        refusal = TransferLimits.checkOverlap(from, sourceOffset, to, destinationOffset, length);
        if (refusal != 0) {
            return refusal;
        }
        if (!ring.hasRoom()) {
            return RING_FULL;
        }
        if (limits.reaches(from) && limits.reaches(to)) {
            knownSource = from;
            knownDestination = to;
        }
        return ring.write(length, flags, from.physicalAddress() + sourceOffset,
                to.physicalAddress() + destinationOffset, from.id(), to.id());
    }

    private void forgetRegions() {
        knownSource = null;
        knownDestination = null;
    }

    /** Writes a descriptor that moves nothing [XFR-9]. {@return its ticket, or the code of a refusal} */
    long enqueueNull(int flags) {
        return ring.hasRoom() ? ring.write(0, flags | ControlFlags.NULL_TRANSFER, 0, 0, 0, 0) : RING_FULL;
    }

    /**
     * Submits what is written, unless the phase is another one by now. {@return the last ticket submitted, or the code
     * of a refusal; then nothing was submitted}
     */
    long submit(ChannelPhase expected) {
        gate.enter();
        try {
            ChannelPhase phase = gate.phase(); // after enter: counterpart of transitionTo and awaitOutside
            if (phase != expected) {
                return refused(refusal(phase));
            }
            if (expected == ChannelPhase.OPEN) {
                notePolled();
            }
            return submitInside();
        } finally {
            gate.leave();
        }
    }

    /** Returns why the channel refuses copies in a phase, or RING_FULL if it has reopened meanwhile. */
    Refusal refusal(ChannelPhase phase) {
        return switch (phase) {
            case OPEN -> Refusal.RING_FULL;
            case HALTED -> driver.isGone() ? Refusal.CHANNEL_REMOVED : Refusal.HALTED;
            default -> phase.refusal();
        };
    }

    /** Notes why what is enqueued was not submitted. {@return the code of the refusal} */
    long refused(Refusal why) {
        refusal = why.code();
        refusedUpTo = ring.tail();
        return refusal;
    }

    /** Returns the code of the refusal for which a ticket was not submitted, 0 for none. */
    long refusal(long ticket) {
        return ticket <= refusedUpTo ? refusal : 0;
    }

    /** Notes that what is written so far belongs to somebody who polls for it. */
    void notePolled() {
        if (ring.tail() > ring.submitted()) {
            lastPolled = ring.tail();
        }
    }

    /**
     * {@return the highest ticket that somebody polls for. While it is done, a halted channel can be re-armed without
     * its client: no answer of poll is lost}
     */
    long lastPolled() {
        return lastPolled;
    }

    /** Says that nobody polls any more for what was submitted after a ticket. */
    void forgetPolled(long after) {
        lastPolled = after;
    }

    /** Submits what is written, inside the gate. */
    long submitInside() {
        if (ring.tail() == ring.submitted()) {
            return ring.submitted();
        }
        long epoch = space.closeEpoch(); // after enter: a region that begins to close later waits for leave
        if (epoch != seenEpoch) {
            if (!ring.windows().areOpen()) {
                return refused(Refusal.REGION_CLOSED);
            }
            seenEpoch = epoch;
            forgetRegions(); // one of them may be closed, and its memory is to go
        }
        return transmit();
    }

    /**
     * Submits what an edit moved behind the chain [XFR-6]. Its windows need no second look: regions wait for it since
     * the edit. While nobody else submits; the phase is the caller's affair.
     */
    long submitMovedOn() {
        gate.enter();
        try {
            return ring.editor().hasMovedOn() ? transmit() : ring.submitted();
        } finally {
            gate.leave();
        }
    }

    private long transmit() {
        if (contextLost) {
            rearm();
        }
        if (standsStill()) {
            return halted();
        }
        long before = ring.submitted();
        long last = ring.tail();
        int count = (int) (last - before);
        long first = ring.publish();
        NtStatus status = ring.isStarted() ? driver.appendDma(first, count) : opening.start(first, count);
        if (status != NtStatus.SUCCESS) {
            ring.retract(before);
            return standsStill() ? halted() : refused(driver.isGone() ? Refusal.CHANNEL_REMOVED : Refusal.PROVIDER_REFUSED);
        }
        return last;
    }

    /** Returns whether the engine halted, so that a reset and StartDma come before AppendDma [XFR-1, XFR-7]. */
    boolean standsStill() {
        return ring.isStarted() && ring.isHalted();
    }

    private long halted() {
        gate.transitionTo(ChannelPhase.Event.HALT);
        return refused(refusal(ChannelPhase.HALTED));
    }

    /** Has the next submission begin with a null transfer, since the engine lost what it knew [PWR-3]. Any thread. */
    void contextLost() {
        contextLost = true;
    }

    /** Only while nothing is outstanding: what the engine forgot would count as done. Else the watchdog finds out. */
    private void rearm() {
        if (!ring.isWorking() && !ring.isHalted()) {
            contextLost = false;
            ring.rearm();
            opening.contextLost();
        }
    }
}
