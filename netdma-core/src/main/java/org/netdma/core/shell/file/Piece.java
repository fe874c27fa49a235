// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;

/**
 * A stretch of the file on its way: read into the source region, copied to the destination region by the engine, written
 * from there. One thread at a time has it; queues hand it over.
 */
final class Piece {

    /** Larger pieces do not copy faster, and make progress jump. */
    private static final int LARGEST = 512 << 10;
    /** Smaller pieces cost more calls than they are worth. */
    private static final int SMALLEST = 16 << 10;
    /** One is read, one copied, one written and one read back at a time; the others even out the speeds. */
    private static final int COUNT = 8;

    private final MemoryRegion source;
    private final MemoryRegion destination;
    private final int offset;
    private final ByteBuffer sourceBytes;
    private final ByteBuffer destinationBytes;
    private long position;
    private int length;
    private int enqueued;
    private long firstTicket;
    private long lastTicket;

    /** {@return the pieces that two regions of equal size are cut into} */
    static List<Piece> cut(MemoryRegion source, MemoryRegion destination) throws NetDmaException {
        int size = (int) Math.min(LARGEST, Math.max(SMALLEST, source.size() / COUNT));
        List<Piece> pieces = new ArrayList<>();
        for (int offset = 0; offset < source.size(); offset += size) {
            pieces.add(new Piece(source, destination, offset, (int) Math.min(size, source.size() - offset)));
        }
        return pieces;
    }

    private Piece(MemoryRegion source, MemoryRegion destination, int offset, int capacity) throws NetDmaException {
        this.source = source;
        this.destination = destination;
        this.offset = offset;
        sourceBytes = source.buffer().slice(offset, capacity);
        destinationBytes = destination.buffer().slice(offset, capacity);
    }

    /** Starts over with another stretch of the file, at most as long as the piece. */
    void place(long newPosition, long newLength) {
        position = newPosition;
        length = (int) Math.min(newLength, sourceBytes.capacity());
        enqueued = 0;
        firstTicket = 0;
        lastTicket = 0;
    }

    /** {@return its first byte in the file} */
    long position() {
        return position;
    }

    int length() {
        return length;
    }

    /** {@return the position in the file of the first byte behind it} */
    long end() {
        return position + length;
    }

    /** {@return what is read into; from the first to the last byte of the stretch} */
    ByteBuffer sourceBytes() {
        return sourceBytes.clear().limit(length);
    }

    /** {@return what is written from; from the first to the last byte of the stretch} */
    ByteBuffer destinationBytes() {
        return destinationBytes.clear().limit(length);
    }

    /** {@return the position in the file of the first byte that the engine did not copy right; -1 when all are right} */
    long mismatch() {
        // Views of their own: the thread that read the piece may still compute its digest.
        int wrong = sourceBytes.duplicate().clear().limit(length).mismatch(destinationBytes());
        return wrong < 0 ? -1 : position + wrong;
    }

    /**
     * Enqueues the next copy of the piece.
     *
     * @param most bytes of one copy
     * @return its ticket, or the code of a {@link Refusal}
     */
    long enqueueNext(DmaChannel channel, long most) {
        int size = (int) Math.min(most, length - enqueued);
        long ticket = channel.enqueueCopy(source, offset + enqueued, destination, offset + enqueued, size);
        if (!Refusal.isRefusal(ticket)) {
            enqueued += size;
            firstTicket = firstTicket == 0 ? ticket : firstTicket;
            lastTicket = ticket;
        }
        return ticket;
    }

    /** {@return whether all of it is enqueued} */
    boolean isEnqueued() {
        return enqueued == length;
    }

    /** {@return whether all of it is copied, when every ticket up to this one is done} */
    boolean isDone(long ticket) {
        return isEnqueued() && lastTicket <= ticket;
    }

    /** {@return the position in the file of what a ticket of this piece copies, each but the last as many bytes} */
    long positionOf(long ticket, long size) {
        return Math.min(end(), position + Math.max(0, ticket - firstTicket) * size);
    }
}
