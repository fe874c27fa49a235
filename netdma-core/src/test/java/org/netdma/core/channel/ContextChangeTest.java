// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.ApicIds;
import org.netdma.provider.ProviderFlag;
import org.netdma.wdm.NtStatus;

class ContextChangeTest extends CopyFixture {

    private static final int SIZE = 4096;
    private static final int TARGET = ApicIds.read(ApicIds.LINUX).of(0);

    private final FakeProvider provider = FakeProvider.cacheAware();

    ContextChangeTest() {
        super(SIZE);
    }

    @AfterEach
    void close() {
        provider.channels.forEach(channel -> channel.engine.drain());
    }

    @Test
    @DisplayName("[DCA-2] a context change is the first that a channel does, and counts nowhere")
    void shouldChangeContextAfterAllocation() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        assertEquals(List.of("start 2"), provider.channel().calls);
        assertEquals(2, provider.channel().engine.drain());
        assertEquals(List.of(TARGET), provider.channel().engine.contexts);
        assertEquals(new ChannelInfo(1, 0, "test client", ChannelState.ARMED, 0, 0, 0, 4, 0, 0, 0), channel.info());
        assertEquals(0, channel.poll());
        assertEquals(3, channel.freeEntries());
        assertEquals(1, channel.enqueueCopy(source, 0, destination, 0, SIZE));
        assertEquals(1, channel.submit());
        assertEquals(List.of("start 2", "append 1"), provider.channel().calls, "[XFR-1] it was started already");
        provider.channel().engine.drain();
        assertEquals(1, channel.poll());
        assertEquals(1, channel.info().completed());
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[DCA-2] the target is the CPU of the channel")
    void shouldNameTheCpuOfTheChannel() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withAffinityMask(1));
        assertEquals(0, channel.info().cpu());
        provider.channel().engine.drain();
        assertEquals(List.of(TARGET), provider.channel().engine.contexts);
    }

    @Test
    @DisplayName("[DCA-2] copies may follow while the engine has not done the context change")
    void shouldAppendBehindTheContextChange() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        channel.submit();
        assertEquals(2, provider.channel().engine.step(2));
        assertEquals(0, channel.poll(), "the interface's own descriptors are no copies");
        assertEquals(1, provider.channel().engine.drain());
        assertEquals(1, channel.poll());
    }

    @Test
    @DisplayName("[DCA-1] a provider without direct cache access gets no context change")
    void shouldNotChangeContextWithoutDirectCacheAccess() throws NetDmaException {
        FakeProvider simple = FakeProvider.counted();
        DmaChannel channel = core.channelOf(simple, 4);
        assertEquals(List.of(), simple.channel().calls);
        channel.enqueueNull(0);
        channel.submit();
        simple.channel().engine.drain();
        assertEquals(List.of("start 1"), simple.channel().calls);
        assertEquals(List.of(), simple.channel().engine.contexts);
    }

    @Test
    @DisplayName("[DCA-2] reset comes with another context change")
    void shouldChangeContextAfterReset() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        channel.submit();
        channel.reset();
        assertEquals(List.of("start 2", "append 1", "reset", "start 2"), provider.channel().calls);
        assertEquals(2, provider.channel().engine.drain());
        assertEquals(List.of(TARGET), provider.channel().engine.contexts);
        assertEquals(1, channel.poll(), "what was dropped by reset is over");
        assertEquals(2, channel.enqueueNull(0));
        assertEquals(2, channel.submit());
        provider.channel().engine.drain();
        assertEquals(2, channel.poll());
    }

    @Test
    @DisplayName("[DCA-2] a channel that is armed by itself after a fault changes context with its next copy")
    void shouldChangeContextAfterAFault() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        provider.channel().engine.drain();
        provider.channel().engine.faultAfter(0);
        CompletableFuture<Void> failing = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        provider.channel().engine.drain();
        Interface.await(failing::isCompletedExceptionally); // by this thread, or by the watchdog if that was quicker
        provider.channel().engine.faultAfter(-1);
        CompletableFuture<Void> good = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        assertEquals(List.of("start 2", "append 1", "start 3"), provider.channel().calls);
        assertEquals(3, provider.channel().engine.drain());
        good.join();
        assertEquals(List.of(TARGET, TARGET), provider.channel().engine.contexts);
    }

    @Test
    @DisplayName("[CHN-3] [DCA-2] a driver that refuses the context change has no channel")
    void shouldFailTheAllocationWithTheContextChange() throws NetDmaException {
        FakeProvider refusing = new FakeProvider(NetDmaVersion.V2_0, (parameters, handle, engine) -> {
            FakeChannel channel = new FakeChannel(parameters, handle, engine);
            channel.answer = NtStatus.INSUFFICIENT_RESOURCES;
            return channel;
        });
        refusing.flags = Set.of(ProviderFlag.DCA_SUPPORTED);
        NetDmaException thrown = assertThrows(NetDmaException.class, () -> core.channelOf(refusing, 4));
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, thrown.status());
        assertEquals("DCA-2", thrown.rule());
        assertEquals(List.of("start 2", "free"), refusing.channel().calls);
        assertEquals(0, core.clients.providers().get(0).channelsInUse());
    }

    @Test
    @DisplayName("[STO-3] a channel is not freed while its engine is at the context change")
    void shouldWaitForTheContextChangeBeforeFree() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        CompletableFuture<Void> closed = Background.run(channel::close);
        Interface.await(() -> channel.info().state() == ChannelState.CLOSING);
        assertEquals(List.of("start 2"), provider.channel().calls);
        provider.channel().engine.drain();
        closed.join();
        assertEquals(List.of("start 2", "free"), provider.channel().calls);
    }

    @Test
    @DisplayName("[STO-4] an engine that hangs at the context change is stopped")
    void shouldTimeOutAtTheContextChange() throws NetDmaException {
        try (Interface impatient = Interface.impatient(100)) {
            FakeProvider hanging = FakeProvider.cacheAware();
            DmaChannel channel = impatient.channelOf(hanging, 4);
            Interface.await(() -> hanging.channel().calls.contains("reset"));
            Interface.await(() -> channel.info().state() != ChannelState.HALTED);
            assertEquals(0, channel.poll());
        }
    }
}
