// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_UP;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.wdm.NtStatus;

/** Channels that do not wake with their provider. */
class FailedPowerUpTest extends PowerFixture {

    private final FakeProvider provider = FakeProvider.counted();

    @AfterEach
    void close() {
        provider.channels.forEach(channel -> channel.engine.drain());
    }

    @Test
    @DisplayName("[PWR-2] a channel whose driver refuses StartDma halts with its status, others go on, reset retries")
    void shouldHaltWhatDoesNotWake() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        Queue<NtStatus> told = new ConcurrentLinkedQueue<>();
        DmaChannel broken = core.client.allocateChannel(ChannelRequest.DEFAULT, new CompletionListener() {
            @Override
            public void completed(DmaChannel channel, long ticket) {
                told.add(NtStatus.SUCCESS);
            }

            @Override
            public void halted(DmaChannel channel, ChannelFailure failure) {
                told.add(failure.status());
            }
        });
        DmaChannel good = core.client.allocateChannel();
        FakeChannel brokenChannel = provider.channels.get(0);
        down(provider);
        brokenChannel.answer = NtStatus.INSUFFICIENT_RESOURCES;
        assertEquals(NtStatus.SUCCESS, provider.registration().notifyPnpEvent(PROVIDER_POWER_UP));
        assertEquals(ChannelState.HALTED, broken.info().state());
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, broken.failure().orElseThrow().status());
        assertEquals(Refusal.HALTED.code(), broken.enqueueNull(0));
        assertEquals(List.of(NtStatus.INSUFFICIENT_RESOURCES), List.copyOf(told));
        ((CoreChannel) broken).tick(System.nanoTime());
        assertEquals(ChannelState.HALTED, broken.info().state(), "until it is reset");
        copyOne(provider, good, 1);
        brokenChannel.answer = NtStatus.SUCCESS;
        broken.reset();
        assertEquals(List.of("start 1", "start 1"), brokenChannel.calls, "a null transfer again");
        assertEquals(1, broken.enqueueNull(0));
        assertEquals(1, broken.submit());
        brokenChannel.engine.drain();
        assertEquals(1, broken.poll());
        assertTrue(broken.failure().isEmpty());
    }

    @Test
    @DisplayName("[PWR-2] a channel that did not wake wakes with its next asynchronous copy")
    void shouldWakeWithTheNextStage() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        down(provider);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        provider.registration().notifyPnpEvent(PROVIDER_POWER_UP);
        provider.channel().answer = NtStatus.SUCCESS;
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, 100).toCompletableFuture();
        assertEquals(List.of("start 1", "start 2"), provider.channel().calls);
        provider.channel().engine.drain();
        stage.join();
    }

    @Test
    @DisplayName("[PWR-2] a channel that was halted is so after power up, and begins with a null transfer when reset")
    void shouldStayHalted() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().engine.faultAfter(1);
        provider.channel().engine.drain();
        assertEquals(Refusal.HALTED.code(), channel.poll());
        cycle(provider);
        assertEquals(ChannelState.HALTED, channel.info().state());
        assertEquals(2, channel.failure().orElseThrow().failedTicket());
        provider.channel().engine.faultAfter(-1);
        channel.reset();
        assertEquals(List.of("start 2", "start 1"), provider.channel().calls);
        assertEquals(2, channel.poll());
        copyOne(provider, channel, 3);
    }
}
