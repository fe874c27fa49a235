// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;

class ZeroAllocationTest {

    private static final int ROUNDS = 2_000;
    private static final int BATCH = 32;

    @Test
    @DisplayName("enqueue, submit and poll allocate nothing")
    void shouldAllocateNothingOnTheDataPath() throws NetDmaException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled());
        try (Interface core = new Interface()) {
            FakeProvider provider = FakeProvider.counted();
            DmaChannel channel = core.channelOf(provider, 64);
            provider.channel().noting = false;
            MemoryRegion source = core.filled(64 * BATCH, 1);
            MemoryRegion destination = core.memory.allocate(64 * BATCH);
            ScatterGatherList from = ScatterGatherList.of(new Element(source, 0, 64), new Element(source, 128, 64));
            ScatterGatherList to =
                    ScatterGatherList.of(new Element(destination, 0, 32), new Element(destination, 64, 96));
            run(provider, channel, source, destination, from, to); // classes and call sites are made here
            long before = threads.getCurrentThreadAllocatedBytes();
            run(provider, channel, source, destination, from, to);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(0, allocated / (ROUNDS * BATCH), allocated + " bytes");
        }
    }

    private static void run(FakeProvider provider, DmaChannel channel, MemoryRegion source, MemoryRegion destination,
            ScatterGatherList from, ScatterGatherList to) {
        for (int round = 0; round < ROUNDS; round++) {
            long last = 0;
            for (int i = 0; i < BATCH; i++) {
                last = channel.enqueueCopy(source, i * 64L, destination, i * 64L, 64);
            }
            last = channel.enqueueGather(from, to, 0);
            assertTrueTicket(last);
            channel.submit();
            provider.channel().engine.drain();
            if (channel.poll() != last) {
                throw new AssertionError("not done: " + last);
            }
        }
    }

    private static void assertTrueTicket(long ticket) {
        if (Refusal.isRefusal(ticket)) {
            throw new AssertionError(Refusal.of(ticket));
        }
    }
}
