// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.ProviderAttributes;

/** The short way for copies between the regions of the copy before refuses all that the long way refuses. */
class KnownRegionsTest {

    private static final long SIZE = 100_000;
    private static final long MAXIMUM = 1 << 16;
    private static final long[] NUMBERS = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE + MAXIMUM,
        Long.MIN_VALUE + MAXIMUM + 1, -(1L << 32), -SIZE, -1, 0, 1, MAXIMUM, MAXIMUM + 1, SIZE - MAXIMUM, SIZE - 1,
        SIZE, SIZE + 1, 1L << 32, Long.MAX_VALUE - SIZE, Long.MAX_VALUE - 1, Long.MAX_VALUE};

    private Interface core;
    private FakeProvider provider;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        provider = FakeProvider.counted();
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[XFR-11] whatever the numbers, a copy between known regions is checked like any other")
    void shouldCheckKnownRegions() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 1024);
        MemoryRegion source = core.memory.allocate(SIZE);
        MemoryRegion destination = core.memory.allocate(SIZE);
        long tickets = channel.enqueueCopy(source, 0, destination, 0, 1);
        for (long from : NUMBERS) {
            for (long to : NUMBERS) {
                for (long length : NUMBERS) {
                    long answer = channel.enqueueCopy(source, from, destination, to, length);
                    long expected = expected(from, to, length, tickets + 1);
                    assertEquals(expected, answer, () -> from + " to " + to + ", " + length + " bytes");
                    tickets = Math.max(tickets, answer);
                }
            }
        }
        assertTrue(tickets > 1, "some are possible");
        destination.close();
        assertRefused(Refusal.REGION_CLOSED, channel.enqueueCopy(source, 0, destination, 0, 1));
    }

    private static long expected(long from, long to, long length, long ticket) {
        if (length <= 0) {
            return Refusal.INVALID_LENGTH.code();
        }
        if (from < 0 || to < 0 || from > SIZE - length || to > SIZE - length) {
            return Refusal.OUT_OF_REGION.code();
        }
        return length > MAXIMUM ? Refusal.TRANSFER_TOO_LARGE.code() : ticket;
    }

    @Test
    @DisplayName("[XFR-11] [REG-4] a known region that is closed, out of reach in part, or read-only is refused")
    void shouldNoticeWhatChanges() throws NetDmaException {
        provider.register(core.netDma, "0000");
        MemoryRegion low = core.memory.allocate(1 << 20);
        MemoryRegion high = core.memory.allocate(1 << 20);
        provider.registration().start(new ProviderAttributes(1, 0, 0, 1, 4096, high.physicalAddress() + 4095));
        low.close(); // the ring goes there
        DmaChannel channel = core.client.allocateChannel();
        MemoryRegion known = high;
        for (int i = 1; i <= 3; i++) {
            assertEquals(i, channel.enqueueCopy(known, 0, known, 2048, 2048));
            assertRefused(Refusal.ADDRESS_BEYOND_REACH, channel.enqueueCopy(known, 0, known, 2048, 2049));
        }
        channel.submit();
        provider.channel().engine.drain();
        known.close();
        assertRefused(Refusal.REGION_CLOSED, channel.enqueueCopy(known, 0, known, 2048, 2048));
    }
}
