// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.wdm.NtStatus;

/** Engines that lose what they know of their channels, and whose driver says so. */
class ContextLostTest extends PowerFixture {

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "2,0"})
    @DisplayName("[PWR-3] after contextLost the next submission is a StartDma that begins with a null transfer")
    void shouldStartAnewAfterContextWasLost(int major, int minor) throws NetDmaException {
        FakeProvider old = new FakeProvider(new NetDmaVersion(major, minor));
        DmaChannel channel = core.channelOf(old, 4);
        copyOne(old, channel, 1);
        old.channel().engine.stop(false);
        assertEquals(NtStatus.SUCCESS, old.registration().contextLost());
        assertEquals(List.of("start 1"), old.channel().calls, "nothing before the next submission");
        assertEquals(2, channel.enqueueNull(0));
        assertEquals(3, channel.enqueueCopy(source, 0, destination, 0, 100));
        assertEquals(3, channel.submit());
        assertEquals(List.of("start 1", "start 3"), old.channel().calls);
        assertEquals(3, old.channel().engine.drain());
        assertEquals(3, channel.poll());
        copyOne(old, channel, 4);
        assertEquals("append 1", old.channel().calls.get(2));
        assertEquals(4, channel.info().completed());
    }

    @Test
    @DisplayName("[PWR-3] [STO-4] contextLost with copies outstanding arms nothing before these are over")
    void shouldNotForgetOutstandingCopies() throws NetDmaException {
        FakeProvider old = FakeProvider.linked();
        DmaChannel channel = core.channelOf(old, 4);
        channel.enqueueNull(0);
        channel.submit();
        old.registration().contextLost();
        channel.enqueueNull(0);
        channel.submit();
        assertEquals(List.of("start 1", "append 1"), old.channel().calls);
        assertEquals(0, channel.poll());
        old.channel().engine.drain();
        copyOne(old, channel, 3);
        assertEquals("start 2", old.channel().calls.get(2));
    }

    @Test
    @DisplayName("[PWR-3] [XFR-3] an engine that sits on what it was told follows no link of what its driver refuses")
    void shouldKeepAnIdleEngineFromTheNextOpening() throws NetDmaException {
        FakeProvider old = new FakeProvider(NetDmaVersion.V1_1);
        DmaChannel channel = core.channelOf(old, 4);
        for (int round = 0; round < 3; round++) {
            cycle(old);
            assertEquals(1, old.channel().engine.drain(), "the null transfer, which it sits on and rereads [XFR-3]");
            assertEquals(NtStatus.SUCCESS, old.registration().contextLost());
            old.channel().answer = NtStatus.UNSUCCESSFUL;
            channel.enqueueCopy(source, 0, destination, 0, 100);
            assertEquals(Refusal.PROVIDER_REFUSED.code(), channel.submit());
            assertEquals(0, old.channel().engine.drain(), "nothing is submitted");
            old.channel().answer = NtStatus.SUCCESS;
            long last = channel.submit();
            assertEquals(2, old.channel().engine.drain());
            channel.requireDone(last);
        }
    }
}
