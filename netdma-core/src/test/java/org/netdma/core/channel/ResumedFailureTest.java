// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.wdm.NtStatus;

/** A copy that was enqueued before a suspension and fails after it: its client is told, whoever had it submitted. */
class ResumedFailureTest extends CopyFixture {

    ResumedFailureTest() {
        super(128);
    }

    @Test
    @DisplayName("[CPL-2] [XFR-6] a copy that goes with a stage at resume, and fails, is not reported done")
    void shouldHaltForTheCopyBesideAStage() throws NetDmaException {
        FakeProvider provider = new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Complete::new);
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueCopy(source, 0, destination, 0, 64);
        channel.suspend();
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 64, 64).toCompletableFuture();
        provider.channel().engine.faultAfter(0);
        channel.resume();
        provider.channel().engine.drain();
        assertTrue(stage.isCompletedExceptionally());
        assertRefused(Refusal.HALTED, channel.poll());
        assertEquals(1, channel.failure().orElseThrow().failedTicket());
    }

    @Test
    @DisplayName("[CPL-2] [DCA-2] a copy that goes with the context change at resume, and fails, is not reported done")
    void shouldHaltForTheCopyBehindAContextChange() throws NetDmaException {
        FakeProvider provider = FakeProvider.cacheAware(FakeChannel.Complete::new);
        DmaChannel channel = core.channelOf(provider, 16);
        provider.channel().engine.drain();
        channel.enqueueCopy(source, 0, destination, 0, 64);
        channel.suspend();
        provider.channel().engine.faultAfter(1);
        channel.resume();
        provider.channel().engine.drain();
        assertRefused(Refusal.HALTED, channel.poll());
    }

    @Test
    @DisplayName("a limit before all time is no time at all")
    void shouldNotWaitForNegativeLimits() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        channel.enqueueNull(0);
        long ticket = channel.submit();
        NetDmaException late = assertThrows(NetDmaException.class,
                () -> channel.await(ticket, Duration.ofSeconds(Long.MIN_VALUE)));
        assertEquals(NtStatus.IO_TIMEOUT, late.status());
        provider.channel().engine.drain();
    }
}
