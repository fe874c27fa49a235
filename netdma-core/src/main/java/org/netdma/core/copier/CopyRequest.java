// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.memory.CoreRegion;
import org.netdma.core.memory.RegionWindow;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.BusWindow;
import org.netdma.provider.spi.HaltReason;

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
     * Does it on the calling thread. When this returns the bytes are there [MEM-8]: what the JVM throws late of memory
     * that vanished is thrown in here.
     *
     * @throws NetDmaException when a region was closed, or memory behind one vanished; the message says which
     */
    void byProcessor() throws NetDmaException {
        ByteBuffer from = source.buffer();
        ByteBuffer to = destination.buffer();
        try {
            to.put((int) destinationOffset, from, (int) sourceOffset, (int) length);
            checkAccess(source);
            checkAccess(destination);
        } catch (InternalError | IllegalStateException e) {
            HaltReason reason = HaltReason.memoryFault(e, window(source), window(destination));
            throw new NetDmaException(reason.status(), "MEM-8", reason.message(), e);
        }
    }

    private static void checkAccess(MemoryRegion region) {
        if (region instanceof CoreRegion core) {
            core.checkAccess();
        }
    }

    private static BusWindow window(MemoryRegion region) {
        return region instanceof CoreRegion core ? core.window() : RegionWindow.EMPTY;
    }
}
