// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.HashSet;
import java.util.Set;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.core.ring.RingEditor;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/**
 * Edits the part of a suspended channel's chain that is not processed [XFR-6]. Links stay as they are, so it is all the
 * same whether the chain is linked or counted: contents change. For the client's thread that submits.
 */
final class ChainEditor {

    private final ChannelParts parts;
    private final DescriptorRing ring;
    private final RingEditor editor;
    private final SubmissionGate gate;
    /** Tickets of copies that were inserted and may not be done: they may lie between those of a copy with a stage. */
    private final Set<Long> inserted = new HashSet<>();

    ChainEditor(ChannelParts parts) {
        this.parts = parts;
        ring = parts.ring();
        editor = ring.editor();
        gate = parts.gate();
    }

    /** Makes the copy of a ticket move nothing: all descriptors of a gather that are not processed. */
    void cancel(long ticket) throws NetDmaException {
        parts.lock().lock();
        try {
            ChannelPhase phase = gate.phase();
            if (phase != ChannelPhase.SUSPENDED) {
                throw refusal(phase).toException();
            }
            if (!isClients(ticket) || !editor.clear(ring.gathered().firstOf(ticket), ticket)) {
                throw new NetDmaException(NtStatus.INVALID_PARAMETER, "XFR-6",
                        "%s cannot cancel ticket %d: it is done, not submitted, or a part of copyAsync or of a gather, "
                                .formatted(parts.name(), ticket) + "which has one ticket for all of it");
            }
        } finally {
            parts.lock().unlock();
        }
    }

    private boolean isClients(long ticket) {
        boolean ofStage = parts.copies().own(ticket) && !inserted.contains(ticket);
        boolean withinGather = ring.gathered().ticketOf(ticket) != ticket;
        return !ofStage && !withinGather && !parts.opening().own().contains(ticket);
    }

    /** Puts a copy before all that are not processed. {@return its ticket, or the code of a refusal} */
    long insertCopy(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
            long length) {
        parts.lock().lock();
        try {
            ChannelPhase phase = gate.phase();
            if (phase != ChannelPhase.SUSPENDED) {
                return refusal(phase).code();
            }
            gate.enter(); // a region that begins to close later waits for leave, and then for what is edited
            try {
                if (!editor.hasMovedOn() && !ring.windows().areOpen()) { // what is enqueued is submitted with the edit
                    return Refusal.REGION_CLOSED.code();
                }
                // with a report: however many are inserted, those before the next report do not become more [STO-4]
                long ticket = parts.submitter().enqueueCopy(source, sourceOffset, destination, destinationOffset,
                        length, ControlFlags.STATUS_UPDATE_ON_COMPLETION);
                if (!Refusal.isRefusal(ticket)) {
                    bringForward(ticket);
                }
                return ticket;
            } finally {
                gate.leave();
            }
        } finally {
            parts.lock().unlock();
        }
    }

    private void bringForward(long ticket) {
        editor.bringForward();
        parts.submitter().notePolled();
        long done = ring.observe();
        inserted.removeIf(earlier -> earlier <= done);
        inserted.add(ticket);
    }

    private static Refusal refusal(ChannelPhase phase) {
        return switch (phase) {
            case OPEN, FEEDING, SUSPENDED, HALTED -> Refusal.NOT_SUSPENDED;
            case POWERED_DOWN, CLOSING, CLOSED, REMOVING, REMOVED -> phase.refusal();
        };
    }
}
