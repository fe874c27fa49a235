// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;

/** What is to be copied; can be done as often as it takes, since source and destination do not overlap. */
record CopyRequest(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset,
        long length) {

    /** {@return why no engine and no CPU can do it, if so} */
    Optional<NetDmaException> refusal() {
        if (length <= 0) {
            return refused(Refusal.INVALID_LENGTH);
        }
        if (!source.isOpen() || !destination.isOpen()) {
            return refused(Refusal.REGION_CLOSED);
        }
        if (!holds(source, sourceOffset) || !holds(destination, destinationOffset)) {
            return refused(Refusal.OUT_OF_REGION);
        }
        if (!destination.isWritable()) {
            return refused(Refusal.READ_ONLY_DESTINATION);
        }
        return overlaps() ? refused(Refusal.OVERLAP) : Optional.empty();
    }

    private static Optional<NetDmaException> refused(Refusal refusal) {
        return Optional.of(refusal.toException());
    }

    private boolean holds(MemoryRegion region, long offset) {
        return offset >= 0 && offset <= region.size() - length;
    }

    private boolean overlaps() {
        long from = source.physicalAddress() + sourceOffset;
        long to = destination.physicalAddress() + destinationOffset;
        return from < to + length && to < from + length;
    }

    /** Has an engine do it. */
    CompletionStage<Void> by(DmaChannel channel) {
        return channel.copyAsync(source, sourceOffset, destination, destinationOffset, length);
    }

    /**
     * Does it on the calling thread.
     *
     * @throws NetDmaException when a region was closed
     */
    void byProcessor() throws NetDmaException {
        ByteBuffer from = source.buffer();
        ByteBuffer to = destination.buffer();
        to.put((int) destinationOffset, from, (int) sourceOffset, (int) length);
    }
}
