// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.event.ClientEvent;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.wdm.NtStatus;

class NotificationsTest {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[CLI-1] a client is told of a provider's life in order, on one thread")
    void shouldTellInOrder() throws NetDmaException {
        core.clients.register("listener", this::note);
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        provider.start();
        provider.registration().stop();
        provider.start();
        provider.registration().stop();
        provider.registration().deregister();
        assertTold("ProviderRegistered 1 netdma-notifications", "ProviderArrival 1 netdma-notifications",
                "ChannelArrival 1 netdma-notifications", "ProviderRemoval 1 netdma-notifications",
                "ProviderArrival 1 netdma-notifications", "ChannelArrival 1 netdma-notifications",
                "ProviderRemoval 1 netdma-notifications");
    }

    @Test
    @DisplayName("[CLI-1] a late client is told of what is there, in the order of registration")
    void shouldTellALateClient() throws NetDmaException {
        FakeProvider first = FakeProvider.counted();
        first.register(core.netDma, "0000");
        FakeProvider second = FakeProvider.counted();
        second.register(core.netDma, "0001");
        second.start();
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName()
                + event.provider().number()));
        assertTold("ProviderRegistered1", "ProviderRegistered2", "ProviderArrival2", "ChannelArrival2");
    }

    @Test
    @DisplayName("[CLI-1] all six events come in their order")
    void shouldTellAllSixInOrder() throws NetDmaException {
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName() + " "
                + event.provider().state()));
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        provider.start();
        for (int i = 0; i < 2; i++) {
            provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
            provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        }
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        provider.registration().stop();
        provider.start();
        assertTold("ProviderRegistered REGISTERED", "ProviderArrival STARTED", "ChannelArrival STARTED",
                "ProviderPowerDown POWERED_DOWN", "ProviderPowerUp STARTED", "ChannelArrival STARTED",
                "ProviderPowerDown POWERED_DOWN", "ProviderPowerUp STARTED", "ChannelArrival STARTED",
                "ProviderPowerDown POWERED_DOWN", "ProviderRemoval STOPPING",
                "ProviderArrival STARTED", "ChannelArrival STARTED");
    }

    @Test
    @DisplayName("[CLI-2] [PWR-1] [STO-1] clients are told of power down and removal before copies are waited for")
    void shouldTellBeforeItWaits() throws Exception {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName()));
        channel.enqueueNull(0);
        channel.submit();
        CompletableFuture<NtStatus> down = Background.supply(
                () -> provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN));
        Interface.await(() -> events.contains("ProviderPowerDown"));
        assertFalse(down.isDone());
        provider.channel().engine.drain();
        assertEquals(NtStatus.SUCCESS, down.get());
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        channel.enqueueNull(0);
        channel.submit();
        CompletableFuture<NtStatus> stopped = Background.supply(provider.registration()::stop);
        Interface.await(() -> events.contains("ProviderRemoval"));
        assertFalse(stopped.isDone());
        provider.channel().engine.drain();
        assertEquals(NtStatus.SUCCESS, stopped.get());
    }

    @Test
    @DisplayName("[CLI-1] power up brings no channel arrival while no channel is free")
    void shouldTellOfChannelsThatAreFreeOnly() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel first = core.channelOf(provider, 4);
        core.client.allocateChannel();
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName()));
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        provider.channels.forEach(channel -> channel.engine.drain());
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        first.close();
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        provider.channels.forEach(channel -> channel.engine.drain());
        assertTold("ProviderRegistered", "ProviderArrival", "ProviderPowerDown", "ProviderPowerUp",
                "ProviderPowerDown", "ProviderPowerUp", "ChannelArrival");
    }

    @Test
    @DisplayName("[CLI-1] a client that comes while a provider is powered down is told so")
    void shouldTellALateClientOfPowerDown() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        provider.start();
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName()));
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        assertTold("ProviderRegistered", "ProviderArrival", "ProviderPowerDown", "ProviderPowerUp", "ChannelArrival");
    }

    @Test
    @DisplayName("[CLI-1] a channel that is given back when none was free is told of")
    void shouldTellOfAFreedChannel() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel first = core.channelOf(provider, 4);
        DmaChannel second = core.client.allocateChannel();
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName()));
        first.close();
        second.close();
        provider.registration().stop();
        assertTold("ProviderRegistered", "ProviderArrival", "ChannelArrival", "ProviderRemoval");
    }

    @Test
    @DisplayName("[CLI-1] a listener that throws, and one that is closed, do not disturb others")
    void shouldGoOnAfterAListenerThatThrows() throws NetDmaException {
        core.clients.register("throws", event -> {
            throw new IllegalStateException("toy");
        });
        DmaClient closed = core.clients.register("closed", event -> events.add("closed"));
        closed.close();
        core.clients.register("listener", event -> events.add(event.getClass().getSimpleName()));
        FakeProvider.counted().register(core.netDma, "0000");
        assertTold("ProviderRegistered");
    }

    @Test
    @DisplayName("[CLI-1] a listener may allocate a channel when it is told of an arrival")
    void shouldAllocateInAListener() throws NetDmaException {
        DmaClient[] client = new DmaClient[1];
        client[0] = core.clients.register("eager");
        core.clients.register("listener", event -> {
            if (event instanceof ClientEvent.ProviderArrival) {
                try {
                    events.add("channel " + client[0].allocateChannel().info().number());
                } catch (NetDmaException e) {
                    throw new AssertionError(e);
                }
            }
        });
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        provider.start();
        assertTold("channel 0");
    }

    @Test
    @DisplayName("a client has a name, and a listener is not null")
    void shouldRefuseNameless() {
        for (String name : new String[] {null, "", " "}) {
            assertEquals(NtStatus.INVALID_PARAMETER,
                    assertThrows(NetDmaException.class, () -> core.clients.register(name)).status());
        }
        assertThrows(NetDmaException.class, () -> core.clients.register("x", null));
    }

    private void note(ClientEvent event) {
        events.add("%s %d %s".formatted(event.getClass().getSimpleName(), event.provider().number(),
                Thread.currentThread().getName()));
    }

    private void assertTold(String... expected) {
        Interface.await(() -> events.size() >= expected.length);
        assertEquals(List.of(expected), events);
    }
}
