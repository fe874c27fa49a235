// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.core.stage.CopyStage;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;

/**
 * A copy whose end somebody waits for with a stage: which part of it is in the ring, and the ticket after which it is
 * over. Written by the submitter; read by others after it was handed to {@link PendingCopies} or the backlog.
 *
 * <pre>
 *              letWait                begin
 *   BEGUN  ─────────────▶  WAITING  ─────────▶  BEGUN
 *                             │
 *                             └─────────▶  TAKEN_BACK
 *                              takeBack
 * </pre>
 */
final class AsyncCopy extends CopyStage {

    private static final int REPORT = ControlFlags.INTERRUPT_ON_COMPLETION | ControlFlags.STATUS_UPDATE_ON_COMPLETION;
    private static final long NONE = Long.MAX_VALUE;
    private static final VarHandle LAST_TICKET;
    private static final VarHandle TURN;

    static {
        try {
            LAST_TICKET = MethodHandles.lookup().findVarHandle(AsyncCopy.class, "lastTicket", long.class);
            TURN = MethodHandles.lookup().findVarHandle(AsyncCopy.class, "turn", Turn.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Whether the copy can be taken back. */
    private enum Turn {
        /** It is being enqueued, or has descriptors in the ring. */
        BEGUN,
        /** It is in the backlog, and has none. */
        WAITING,
        /** It never begins. */
        TAKEN_BACK
    }

    private final MemoryRegion source;
    private final MemoryRegion destination;
    private Turn turn = Turn.BEGUN;
    private long sourceOffset;
    private long destinationOffset;
    private long remaining;
    private long firstTicket = NONE;
    private long lastTicket = NONE;
    private Refusal refusal;

    AsyncCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length) {
        this.source = source;
        this.sourceOffset = sourceOffset;
        this.destination = destination;
        this.destinationOffset = destinationOffset;
        this.remaining = length;
    }

    /**
     * Writes the next descriptor of the copy; there is room for it. A copy that was refused on the way ends with a
     * descriptor that moves nothing, so that it fails only when no part of it is in flight any more [XFR-9].
     *
     * @param part     longest length
     * @param reportOn tickets that are multiples of this report, a power of two
     * @return whether it was the last
     */
    boolean enqueueNext(Submitter submitter, long part, long nextTicket, int reportOn) {
        if (refusal != null) {
            begun(submitter.enqueueNull(REPORT));
            return true;
        }
        long length = Math.min(part, remaining);
        boolean last = length == remaining;
        int flags = last || (nextTicket & reportOn - 1) == 0 ? REPORT : 0;
        long ticket = submitter.enqueueCopy(source, sourceOffset, destination, destinationOffset, length, flags);
        if (Refusal.isRefusal(ticket)) {
            refusal = Refusal.of(ticket);
            return !hasBegun();
        }
        begun(ticket);
        sourceOffset += length;
        destinationOffset += length;
        remaining -= length;
        return last;
    }

    /** Notes that the copy goes to the backlog: it can be taken back unless a part of it is in the ring. Submitter. */
    void letWait() {
        if (!hasBegun()) {
            turn = Turn.WAITING; // plain: the backlog publishes it
        }
    }

    /** Begins a copy of the backlog, or goes on with it. {@return false when it was taken back}. Submitter */
    boolean begin() {
        return TURN.compareAndSet(this, Turn.WAITING, Turn.BEGUN) || turn == Turn.BEGUN;
    }

    @Override
    protected boolean takeBack() {
        return TURN.compareAndSet(this, Turn.WAITING, Turn.TAKEN_BACK);
    }

    private void begun(long ticket) {
        firstTicket = Math.min(firstTicket, ticket);
        lastTicket = ticket;
    }

    /** {@return whether a descriptor of it is in the ring} */
    boolean hasBegun() {
        return firstTicket != NONE;
    }

    /** {@return the first ticket of the copy} */
    long firstTicket() {
        return firstTicket;
    }

    /** {@return the ticket after which it is over, once all of it is in the ring} */
    long lastTicket() {
        return (long) LAST_TICKET.getAcquire(this); // acquire: counterpart of the release in giveUp
    }

    /** {@return whether the ticket is that of a part of it; copies inserted between its parts are counted in} */
    boolean owns(long ticket) {
        return hasBegun() && firstTicket <= ticket && ticket <= lastTicket();
    }

    /** Makes the copy fail once a ticket is done: what follows of it was taken back. */
    void giveUp(Refusal why, long afterTicket) {
        refusal = why;
        // lower than firstTicket when nothing of it was submitted; release: who sees it sees the refusal
        LAST_TICKET.setRelease(this, afterTicket);
    }

    /** {@return why it fails, null when nothing is wrong yet} */
    Refusal refusal() {
        return refusal;
    }

    /** {@return whether it was refused before any of it was submitted} */
    boolean isRefusedWhole() {
        return refusal != null && firstTicket > lastTicket;
    }

    /** Completes the stage: what was to be done of the copy is done. */
    void finish() {
        if (refusal == null) {
            succeed();
        } else {
            failWith(isRefusedWhole() ? CopyOutcomes.refusedWhole(refusal) : refusal.toException());
        }
    }

    /** Fails the stage. */
    void fail(NetDmaException reason) {
        failWith(reason);
    }
}
