// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_DOWN;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_UP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.ProviderState;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.NtStatus;

class ChannelPowerTest extends PowerFixture {

    private final FakeProvider provider = FakeProvider.counted();
    private final List<ProviderRegistration> registrations = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        provider.channels.forEach(channel -> channel.engine.drain());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0"})
    @DisplayName("[PWR-2] at power up each channel is initialized with StartDma and a null transfer, then goes on")
    void shouldStartWithANullTransfer(int major, int minor) throws NetDmaException {
        FakeProvider cycled = new FakeProvider(new NetDmaVersion(major, minor));
        DmaChannel channel = core.channelOf(cycled, 4);
        copyOne(cycled, channel, 1);
        cycle(cycled);
        assertEquals(List.of("start 1", "start 1"), cycled.channel().calls);
        assertEquals(1, channel.info().submitted(), "the interface's own descriptor is not counted");
        assertEquals(1, channel.poll());
        copyOne(cycled, channel, 2);
        assertEquals(List.of("start 1", "start 1", "append 1"), cycled.channel().calls, "not started twice");
        assertEquals(-1, source.buffer().limit(1 << 16).mismatch(destination.buffer().limit(1 << 16)));
        for (int ticket = 3; ticket <= 9; ticket++) {
            copyOne(cycled, channel, ticket);
        }
        cycle(cycled);
        copyOne(cycled, channel, 10);
        assertEquals(10, channel.info().completed());
    }

    @Test
    @DisplayName("[PWR-2] a channel that was never used is initialized too")
    void shouldStartAFreshChannel() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        cycle(provider);
        assertEquals(List.of("start 1"), provider.channel().calls);
        assertEquals(1, provider.channel().engine.drain());
        copyOne(provider, channel, 1);
    }

    @Test
    @DisplayName("[PWR-2] clients are told after the channels are initialized")
    void shouldInitializeBeforeClientsAreTold() throws NetDmaException {
        List<ProviderState> seen = new ArrayList<>();
        FakeProvider watching = new FakeProvider(NetDmaVersion.V2_0, (parameters, handle, engine) ->
                new FakeChannel(parameters, handle, engine) {
                    @Override
                    public NtStatus startDma(long descriptor, int count) {
                        seen.add(core.clients.providers().get(0).state());
                        return super.startDma(descriptor, count);
                    }
                });
        core.channelOf(watching, 4);
        core.client.allocateChannel();
        cycle(watching);
        assertEquals(List.of(ProviderState.POWERED_DOWN, ProviderState.POWERED_DOWN), seen);
        watching.channels.forEach(channel -> channel.engine.drain());
    }

    @Test
    @DisplayName("[PWR-2] [DCA-2] at power up a null transfer comes first, then a context change")
    void shouldChangeContextAtPowerUp() throws NetDmaException {
        FakeProvider aware = FakeProvider.cacheAware();
        DmaChannel channel = core.channelOf(aware, 4);
        aware.channel().engine.drain();
        cycle(aware);
        assertEquals(List.of("start 2", "start 3"), aware.channel().calls);
        assertEquals(1, aware.channel().engine.step(1));
        assertEquals(1, aware.channel().engine.contexts.size(), "first the null transfer");
        assertEquals(2, aware.channel().engine.drain());
        assertEquals(2, aware.channel().engine.contexts.size());
        copyOne(aware, channel, 1);
    }

    @Test
    @DisplayName("[PWR-1] what is enqueued and not submitted is there after power up")
    void shouldKeepWhatIsEnqueued() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        assertEquals(1, channel.enqueueCopy(source, 0, destination, 0, 100));
        assertEquals(2, channel.enqueueCopy(source, 100, destination, 100, 100));
        cycle(provider);
        assertEquals(2, channel.submit());
        assertEquals(3, provider.channel().engine.drain());
        assertEquals(2, channel.poll());
        assertEquals(-1, source.buffer().limit(200).mismatch(destination.buffer().limit(200)));
    }

    @Test
    @DisplayName("[PWR-1] copies that wait for room in the ring wait for power up")
    void shouldKeepTheBacklog() throws Exception {
        DmaChannel channel = core.channelOf(provider, 4);
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        CompletableFuture<NtStatus> down = Background.supply(
                () -> provider.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
        Interface.await(() -> channel.info().state() == ChannelState.POWERED_DOWN);
        assertEquals(3, provider.channel().engine.drain());
        assertEquals(NtStatus.SUCCESS, down.get());
        assertFalse(stage.isDone());
        CompletableFuture<Void> late = channel.copyAsync(source, 0, destination, 0, 1).toCompletableFuture();
        assertEquals(NtStatus.DEVICE_POWERED_OFF, failureOf(late));
        provider.channel().engine.stop(false);
        assertEquals(NtStatus.SUCCESS, provider.registration().notifyPnpEvent(PROVIDER_POWER_UP));
        Interface.await(() -> provider.channel().engine.drain() == 0 && stage.isDone());
        stage.join();
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[PWR-1] a copy that finds no room while its provider goes to low power does not wake the channel")
    void shouldNotBeWokenByABacklog() throws Exception {
        CompletableFuture<NtStatus> down = new CompletableFuture<>();
        DmaChannel[] channel = new DmaChannel[1];
        FakeProvider slow = new FakeProvider(NetDmaVersion.V2_0, (parameters, handle, engine) ->
                new FakeChannel(parameters, handle, engine) {
                    @Override
                    public NtStatus startDma(long descriptor, int count) {
                        if (calls.isEmpty()) { // the client is inside StartDma while the phase changes
                            Background.run(() -> down.complete(
                                    registrations.get(0).notifyPnpEvent(PROVIDER_POWER_DOWN)));
                            Interface.await(() -> channel[0].info().state() == ChannelState.POWERED_DOWN);
                        }
                        return super.startDma(descriptor, count);
                    }
                });
        channel[0] = core.channelOf(slow, 4);
        registrations.add(slow.registration());
        CompletableFuture<Void> stage = channel[0].copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        assertEquals(ChannelState.POWERED_DOWN, channel[0].info().state());
        assertEquals(3, slow.channel().engine.drain());
        assertEquals(NtStatus.SUCCESS, down.get());
        assertEquals(List.of("start 3"), slow.channel().calls);
        slow.registration().notifyPnpEvent(PROVIDER_POWER_UP);
        Interface.await(() -> slow.channel().engine.drain() == 0 && stage.isDone());
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[CLI-2] a client can wait for its outstanding copies while the provider powers down")
    void shouldAwaitWhilePoweringDown() throws Exception {
        DmaChannel channel = core.channelOf(provider, 4);
        channel.enqueueNull(0);
        channel.submit();
        CompletableFuture<NtStatus> down = Background.supply(
                () -> provider.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
        Interface.await(() -> channel.info().state() == ChannelState.POWERED_DOWN);
        CompletableFuture<Void> waiting = Background.run(() -> awaitTicket(channel, 1));
        provider.channel().engine.drain();
        waiting.get();
        down.get();
    }

    @Test
    @DisplayName("[CHN-1] a channel can be given back while powered down, and is not initialized any more")
    void shouldBeClosedWhilePoweredDown() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        down(provider);
        channel.close();
        assertEquals(List.of("free"), provider.channel().calls);
        provider.registration().notifyPnpEvent(PROVIDER_POWER_UP);
        assertEquals(List.of("free"), provider.channel().calls);
    }

    @Test
    @DisplayName("[PWR-1] a sleeping channel is neither reset nor suspended")
    void shouldRefuseCommandsWhilePoweredDown() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 4);
        down(provider);
        assertEquals(NtStatus.DEVICE_POWERED_OFF, assertThrows(NetDmaException.class, channel::reset).status());
        assertEquals(0, channel.freeEntries());
        NetDmaException thrown = assertThrows(NetDmaException.class,
                () -> channel.copy(source, 0, destination, 0, SIZE));
        assertEquals(NtStatus.DEVICE_POWERED_OFF, thrown.status());
        assertEquals(List.of(), provider.channel().calls);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,0"})
    @DisplayName("[PWR-1] [XFR-6] a suspended channel goes on first, and is not suspended after power up")
    void shouldResumeBeforeItSleeps(int major, int minor) throws Exception {
        FakeProvider suspendable = new FakeProvider(new NetDmaVersion(major, minor), FakeChannel.Complete::new);
        DmaChannel channel = core.channelOf(suspendable, 8);
        for (int i = 0; i < 3; i++) {
            channel.enqueueNull(0);
        }
        channel.submit();
        suspendable.channel().engine.step(1);
        assertEquals(1, channel.suspend());
        CompletableFuture<NtStatus> down = Background.supply(
                () -> suspendable.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
        Interface.await(() -> suspendable.channel().calls.contains("resume"));
        NetDmaException thrown = assertThrows(NetDmaException.class, channel::suspend);
        assertEquals(NtStatus.DEVICE_POWERED_OFF, thrown.status());
        assertFalse(down.isDone());
        suspendable.channel().engine.drain();
        assertEquals(NtStatus.SUCCESS, down.get());
        assertEquals(3, channel.poll());
        suspendable.channel().engine.stop(false);
        assertEquals(NtStatus.SUCCESS, suspendable.registration().notifyPnpEvent(PROVIDER_POWER_UP));
        assertEquals(NtStatus.INVALID_DEVICE_STATE, assertThrows(NetDmaException.class, channel::resume).status());
        copyOne(suspendable, channel, 4);
    }

    private static void awaitTicket(DmaChannel channel, long ticket) {
        try {
            channel.await(ticket, Duration.ofSeconds(60));
        } catch (NetDmaException e) {
            throw new CompletionException(e);
        }
    }

    private static NtStatus failureOf(CompletableFuture<Void> stage) {
        return ((NetDmaException) assertThrows(CompletionException.class, stage::join).getCause()).status();
    }
}
