// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.time.Duration;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;

/**
 * Measures how an engine shares its time between two busy channels, in copies and not in time: the engine keeps the
 * count itself. Each copy of the long chain writes its number into a cell. The first and the last copy of the short
 * chain copy that cell; so their difference is how many copies of the long one were done during the short one, whatever
 * the threads of this process did meanwhile.
 */
final class EngineRace implements AutoCloseable {

    /** Copies of the short chain. */
    static final int SHORT = 8192;
    /** Copies of the long chain: more than are done during the short one when both have the same share. */
    static final int LONG = 65_535;
    /** Entries of a ring that takes either. */
    static final int RING = 65_536;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CELL = Long.BYTES;
    /** Offsets of the cells: the number of the long chain, what the short one saw of it, and what it writes else. */
    private static final int NUMBER = 0;
    private static final int BEFORE = CELL;
    private static final int AFTER = 2 * CELL;
    private static final int UNUSED = 3 * CELL;

    private final MemoryRegion numbers;
    private final MemoryRegion cells;

    EngineRace(PhysicalMemory memory) throws NetDmaException {
        numbers = memory.allocate((LONG + 1) * CELL);
        cells = memory.allocate(4 * CELL);
        for (int i = 0; i <= LONG; i++) {
            numbers.buffer().order(ByteOrder.nativeOrder()).putLong(i * CELL, i);
        }
    }

    /**
     * Submits the long chain to one channel, then the short one to the other, and waits for both. Repeats that until
     * the short one began early enough for the long one to be busy all the while.
     *
     * @return how many copies of the long chain were done during the {@value #SHORT} of the short one
     */
    long run(DmaChannel longer, DmaChannel shorter) throws NetDmaException {
        long start = System.nanoTime();
        long before;
        do {
            assertTrue(System.nanoTime() - start < LIMIT.toNanos(), "both were never busy at the same time");
            runOnce(longer, shorter);
            before = cell(BEFORE);
        } while (before > LONG - 4 * SHORT);
        return cell(AFTER) - before;
    }

    private void runOnce(DmaChannel longer, DmaChannel shorter) throws NetDmaException {
        cells.buffer().order(ByteOrder.nativeOrder()).putLong(NUMBER, 0);
        long lastOfLonger = 0;
        for (int i = 1; i <= LONG; i++) {
            lastOfLonger = enqueue(longer, numbers, i * CELL, NUMBER);
        }
        enqueue(shorter, cells, NUMBER, BEFORE);
        for (int i = 2; i < SHORT; i++) {
            enqueue(shorter, numbers, 0, UNUSED);
        }
        long lastOfShorter = enqueue(shorter, cells, NUMBER, AFTER);
        longer.submit();
        shorter.submit();
        shorter.await(lastOfShorter, LIMIT);
        longer.await(lastOfLonger, LIMIT);
    }

    private long enqueue(DmaChannel channel, MemoryRegion source, int from, int to) {
        long ticket = channel.enqueueCopy(source, from, cells, to, CELL);
        assertTrue(ticket > 0, () -> Refusal.of(ticket).message());
        return ticket;
    }

    private long cell(int offset) throws NetDmaException {
        return cells.buffer().order(ByteOrder.nativeOrder()).getLong(offset);
    }

    @Override
    public void close() throws NetDmaException {
        numbers.close();
        cells.close();
    }
}
