// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/** The same stretch of both files, mapped, and the tickets that copy it. */
final class Window implements AutoCloseable {

    private final long position;
    private final MemoryRegion source;
    private final MemoryRegion destination;
    private long firstTicket;
    private long lastTicket;

    private Window(long position, MemoryRegion source, MemoryRegion destination) {
        this.position = position;
        this.source = source;
        this.destination = destination;
    }

    /** Maps both stretches, or none. */
    static Window map(PhysicalMemory memory, FileChannel from, FileChannel to, long position, long size)
            throws NetDmaException {
        MemoryRegion source = memory.map(from, MapMode.READ_ONLY, position, size);
        try {
            return new Window(position, source, memory.map(to, MapMode.READ_WRITE, position, size));
        } catch (NetDmaException | RuntimeException e) {
            try {
                source.close();
            } catch (NetDmaException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    MemoryRegion source() {
        return source;
    }

    MemoryRegion destination() {
        return destination;
    }

    long size() {
        return source.size();
    }

    long end() {
        return position + size();
    }

    void enqueued(long ticket) {
        firstTicket = firstTicket == 0 ? ticket : firstTicket;
        lastTicket = ticket;
    }

    long lastTicket() {
        return lastTicket;
    }

    /**
     * {@return up to where the files are the same, when this is the oldest window in flight}
     *
     * @param done  the highest ticket that is done
     * @param chunk bytes of each ticket but the last
     */
    long copiedTo(long done, long chunk) {
        long tickets = Math.max(0, done - firstTicket + 1);
        return position + Math.min(size(), tickets * chunk);
    }

    @Override
    public void close() throws NetDmaException {
        try (source) {
            destination.close();
        }
    }
}
