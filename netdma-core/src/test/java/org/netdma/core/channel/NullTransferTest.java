// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;

class NullTransferTest {

    private static final int COPIES = 42;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-9] a client flags only the last of a long chain, a null one, and learns that all are done")
    void shouldReportALongChainByItsLast(int major) throws NetDmaException {
        try (Interface core = new Interface()) {
            FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
            DmaChannel channel = core.channelOf(provider, 64);
            MemoryRegion source = core.filled(64 * COPIES, 1);
            MemoryRegion destination = core.memory.allocate(64 * COPIES);
            for (int i = 0; i < COPIES; i++) {
                channel.enqueueCopy(source, 64 * i, destination, 64 * i, 64);
            }
            long last = channel.enqueueNull(
                    ControlFlags.STATUS_UPDATE_ON_COMPLETION | ControlFlags.INTERRUPT_ON_COMPLETION);
            assertEquals(COPIES + 1, last);
            assertEquals(last, channel.submit());
            provider.channel().engine.step(COPIES);
            assertEquals(40, channel.poll(), "each fourth reports [STO-4], else nobody asked");
            provider.channel().engine.step(1);
            assertEquals(last, channel.poll());
            Interface.assertSame(source, destination);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-9] a null transfer moves nothing and looks at no address; a copy of nothing is refused")
    void shouldMoveNothing(int major) throws NetDmaException {
        try (Interface core = new Interface()) {
            FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
            DmaChannel channel = core.channelOf(provider, 8);
            MemoryRegion region = core.filled(64, 1);
            MemoryRegion before = core.filled(64, 1);
            assertEquals(Refusal.INVALID_LENGTH.code(), channel.enqueueCopy(region, 0, region, 0, 0));
            assertEquals(1, channel.enqueueNull(ControlFlags.SERIALIZE_TRANSFER));
            assertEquals(1, channel.submit());
            assertEquals(1, provider.channel().engine.drain(), "without a fault");
            assertEquals(1, channel.poll());
            Interface.assertSame(before, region);
        }
    }
}
