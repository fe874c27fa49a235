// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.provider.reference.hw.EngineFixture.DATA_SIZE;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.MAXIMUM_TRANSFER;
import static org.netdma.provider.reference.hw.EngineFixture.NOWHERE;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;

/**
 * Garbage in the ring: the engine copies, or halts and says where; it throws nothing, and changes nothing that is
 * read-only, closed or beyond its reach.
 */
@DisplayName("random descriptors")
class RandomDescriptorsTest {

    private static final int RUNS = 2000;
    private static final long READ_ONLY = 0x40_0000;
    private static final long CLOSED = 0x50_0000;
    private static final long PARTLY_IN_REACH = 0x60_0000;
    private static final long HIGHEST = PARTLY_IN_REACH + 4095;
    private static final int SMALL = 8192;
    private static final long[] BASES = {SOURCE, DESTINATION, READ_ONLY, CLOSED, PARTLY_IN_REACH, NOWHERE, 0, slot(0),
        Long.MIN_VALUE, Long.MAX_VALUE - 70_000};

    private Random random;
    private EngineFixture fixture;
    private TestMemory.Window readOnly;
    private TestMemory.Window closed;
    private TestMemory.Window beyond;

    private void open(int major, int minor, boolean dca, Random random) {
        this.random = random;
        fixture = new EngineFixture(new EngineOptions(new NetDmaVersion(major, minor), 1, MAXIMUM_TRANSFER, HIGHEST,
                dca, IdlePolicy.BALANCED, 0));
        fixture.memory.failAt(NOWHERE + 0x100_0000); // an address that is not drawn
        readOnly = fixture.memory.mapReadOnly(READ_ONLY, SMALL);
        closed = fixture.memory.map(CLOSED, SMALL).filled(3);
        closed.close();
        beyond = fixture.memory.map(PARTLY_IN_REACH, SMALL);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "1, 1, false", "2, 0, false", "2, 0, true"})
    @DisplayName("[XFR-7] [XFR-11] 64 random bytes are copied from or halt the channel, and no forbidden byte changes")
    void shouldWithstandGarbage(int major, int minor, boolean dca) {
        RandomRuns.check(1, drawn -> {
            open(major, minor, dca, drawn);
            withstandGarbage();
        });
    }

    private void withstandGarbage() {
        byte[] untouched = closed.read(0, SMALL);
        for (int run = 0; run < RUNS; run++) {
            String where = "run " + run;
            byte[] ring = garbage();
            fixture.ring().bytes().put(0, ring);
            int count = random.nextInt(8) == 0 ? random.nextInt() : 1 + random.nextInt(SLOTS);
            fixture.channel().startDma(anySlot(), count);
            work();
            assertArrayEquals(new byte[SMALL], readOnly.read(0, SMALL), where + ": read-only memory changed");
            assertArrayEquals(untouched, closed.read(0, SMALL), where + ": closed memory changed");
            assertArrayEquals(new byte[SMALL - 4096], beyond.read(4096, SMALL - 4096), where + ": beyond its reach");
            if (CompletionWord.isHalted(fixture.channel().status())) {
                assertTrue(fixture.channel().error() != FaultCode.NONE, where + ": halted without a reason");
                assertTrue(fixture.channel().error() != FaultCode.INTERNAL, where + ": an exception in the engine");
            }
            fixture.channel().give(Command.RESET);
            work();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0"})
    @DisplayName("[XFR-12] a random transfer moves exactly its bytes, or halts and touches nothing beside them")
    void shouldCopyExactly(int major, int minor) {
        RandomRuns.check(1, drawn -> {
            open(major, minor, false, drawn);
            copyExactly();
        });
    }

    private void copyExactly() {
        for (int run = 0; run < RUNS; run++) {
            String where = "run " + run;
            int size = random.nextInt(MAXIMUM_TRANSFER + (random.nextInt(4) == 0 ? 200 : 0));
            long from = SOURCE + random.nextInt(DATA_SIZE);
            long to = DESTINATION + random.nextInt(DATA_SIZE);
            byte[] expected = fixture.destination.read(0, DATA_SIZE);
            boolean legal = size <= MAXIMUM_TRANSFER && from + size <= SOURCE + DATA_SIZE
                    && to + size <= DESTINATION + DATA_SIZE;
            fixture.write(0, size, ControlFlags.STATUS_UPDATE_ON_COMPLETION, from, to, 0);
            fixture.channel().startDma(slot(0), 1);
            fixture.run();
            byte[] found = fixture.destination.read(0, DATA_SIZE);
            assertEquals(legal || size == 0, !CompletionWord.isHalted(fixture.word()), where);
            int end = (int) Math.min(DATA_SIZE, to - DESTINATION + size);
            int start = (int) (to - DESTINATION);
            if (legal) {
                fixture.source.bytes().get((int) (from - SOURCE), expected, start, size);
            } else { // what lies in the window may be copied
                System.arraycopy(found, start, expected, start, end - start);
            }
            assertArrayEquals(expected, found, where);
            fixture.channel().give(Command.RESET);
            fixture.run();
            random.nextBytes(expected);
            fixture.destination.bytes().put(0, expected);
        }
    }

    /** Links may form a circle, which the engine follows for ever. */
    private void work() {
        for (int turns = 0; turns < 3 && fixture.engine.doWork() > 0; turns++) {
            Thread.onSpinWait();
        }
    }

    private byte[] garbage() {
        byte[] bytes = new byte[SLOTS * DescriptorLayout.SIZE];
        random.nextBytes(bytes);
        fixture.ring().bytes().put(0, bytes);
        for (int number = 0; number < SLOTS; number++) {
            if (random.nextInt(5) > 0) { // nearly right, to get further
                int flags = random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(0x400) & random.nextInt(0x400);
                int size = random.nextInt(random.nextBoolean() ? 64 : 2 * MAXIMUM_TRANSFER);
                fixture.write(number, size, flags, address(), address(), anySlot());
                fixture.breakAt(number, page(), page());
            }
        }
        return fixture.ring().read(0, bytes.length);
    }

    private long anySlot() {
        return random.nextInt(10) > 0 ? slot(random.nextInt(SLOTS)) : address();
    }

    private long page() {
        return random.nextInt(8) == 0 ? random.nextLong() : address() & -4096L;
    }

    private long address() {
        return BASES[random.nextInt(BASES.length)] + random.nextInt(random.nextBoolean() ? DATA_SIZE : SMALL)
                - random.nextInt(64);
    }
}
