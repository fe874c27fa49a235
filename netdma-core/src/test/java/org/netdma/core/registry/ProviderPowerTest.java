// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_DOWN;
import static org.netdma.provider.PnpNotificationCode.PROVIDER_POWER_UP;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.ProviderState;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.NtStatus;

/** What a provider does when its driver tells of power. What its channels do is in ChannelPowerTest. */
class ProviderPowerTest {

    private final FakeProvider provider = FakeProvider.counted();
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
    @DisplayName("[PWR-1] power down closes the provider, waits for what is outstanding, and returns")
    void shouldWaitForOutstandingCopies() throws Exception {
        DmaChannel channel = core.channelOf(provider, 8);
        channel.enqueueNull(0);
        channel.submit();
        CompletableFuture<NtStatus> down = Background.supply(this::down);
        Interface.await(() -> channel.info().state() == ChannelState.POWERED_DOWN);
        assertEquals(ProviderState.POWERED_DOWN, core.clients.providers().get(0).state());
        assertEquals(Refusal.PROVIDER_POWERED_DOWN.code(), channel.enqueueNull(0));
        assertEquals(Refusal.PROVIDER_POWERED_DOWN.code(), channel.submit());
        assertEquals(0, channel.poll(), "an outstanding copy can be polled for");
        assertFalse(down.isDone());
        provider.channel().engine.drain();
        assertEquals(NtStatus.SUCCESS, down.get());
        assertEquals(1, channel.poll());
        assertEquals(List.of("start 1"), provider.channel().calls, "the channel stays allocated");
    }

    @Test
    @DisplayName("[PWR-1] while powered down no channel is allocated, and the refusal says why")
    void shouldAllocateNoneWhilePoweredDown() throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        assertEquals(NtStatus.SUCCESS, down());
        assertStatus(NtStatus.DEVICE_POWERED_OFF, core.client::allocateChannel);
        assertStatus(NtStatus.DEVICE_POWERED_OFF,
                () -> core.client.allocateChannel(ChannelRequest.DEFAULT.withProvider("1")));
        assertEquals("PWR-1", assertThrows(NetDmaException.class, core.client::allocateChannel).rule());
        assertTrue(provider.channels.isEmpty());
        FakeProvider other = FakeProvider.linked();
        other.register(core.netDma, "0001");
        other.start();
        assertEquals(2, core.client.allocateChannel().info().provider(), "another provider serves");
        assertEquals(NtStatus.SUCCESS, up());
        assertEquals(1, core.client.allocateChannel().info().provider());
    }

    @Test
    @DisplayName("[PWR-1] [PWR-2] notifications out of order are refused")
    void shouldRefuseNotificationsOutOfOrder() throws NetDmaException {
        provider.register(core.netDma, "0000");
        assertEquals(NtStatus.INVALID_DEVICE_STATE, down());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, up());
        provider.start();
        assertEquals(NtStatus.INVALID_DEVICE_STATE, up());
        assertEquals(NtStatus.SUCCESS, down());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, down());
        assertEquals(NtStatus.SUCCESS, up());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, up());
        assertEquals(ProviderState.STARTED, core.clients.providers().get(0).state());
        provider.registration().stop();
        assertEquals(NtStatus.INVALID_DEVICE_STATE, down());
        provider.registration().deregister();
        assertEquals(NtStatus.INVALID_HANDLE, down());
        assertEquals(NtStatus.INVALID_HANDLE, provider.registration().contextLost());
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER_REGISTERED", "PROVIDER_ARRIVAL", "PROVIDER_REMOVAL", "CHANNEL_ARRIVAL"})
    @DisplayName("[PWR-1] what only the interface tells clients is refused from a driver")
    void shouldRefuseCodesOfTheInterface(PnpNotificationCode code) throws NetDmaException {
        provider.register(core.netDma, "0000");
        provider.start();
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().notifyPnpEvent(code));
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().notifyPnpEvent(null));
        assertEquals(ProviderState.STARTED, core.clients.providers().get(0).state());
    }

    @Test
    @DisplayName("[PWR-3] a 1.0 provider cannot notify, and stays available")
    void shouldRefuseNotificationsOfAnOldProvider() throws NetDmaException {
        FakeProvider old = FakeProvider.linked();
        DmaChannel channel = core.channelOf(old, 8);
        assertEquals(NtStatus.NOT_SUPPORTED, old.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
        assertEquals(NtStatus.NOT_SUPPORTED, old.registration().notifyPnpEvent(PROVIDER_POWER_UP));
        assertEquals(1, channel.enqueueNull(0));
        assertEquals(1, channel.submit());
        old.channel().engine.drain();
        assertEquals(1, channel.poll());
    }

    @Test
    @DisplayName("[PWR-1] notification begins with 1.1")
    void shouldTakeNotificationsFromOnePointOne() throws NetDmaException {
        FakeProvider newer = new FakeProvider(NetDmaVersion.V1_1);
        newer.register(core.netDma, "0000");
        newer.start();
        assertEquals(NtStatus.SUCCESS, newer.registration().notifyPnpEvent(PROVIDER_POWER_DOWN));
        assertEquals(NtStatus.SUCCESS, newer.registration().notifyPnpEvent(PROVIDER_POWER_UP));
    }

    @Test
    @DisplayName("[STO-1] [STO-2] a provider can be stopped while powered down, and only then be deregistered")
    void shouldStopWhilePoweredDown() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        ProviderRegistration registration = provider.registration();
        down();
        assertEquals(NtStatus.INVALID_DEVICE_STATE, registration.deregister());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, provider.start());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, registration.contextLost());
        assertEquals(NtStatus.SUCCESS, registration.stop());
        assertEquals(List.of("free"), provider.channel().calls);
        assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, up());
        assertEquals(NtStatus.SUCCESS, provider.start());
        assertEquals(ProviderState.STARTED, core.clients.providers().get(0).state());
        core.client.allocateChannel();
        assertEquals(NtStatus.SUCCESS, registration.stop());
        assertEquals(NtStatus.SUCCESS, registration.deregister());
    }

    @Test
    @DisplayName("[STO-2] a bundle that goes while its provider is powered down leaves nothing")
    void shouldCleanUpBehindABundle() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        down();
        core.netDma.close();
        assertTrue(core.clients.providers().isEmpty());
        assertEquals(ChannelState.REMOVED, channel.info().state());
        assertEquals(List.of("free"), provider.channel().calls);
    }

    @Test
    @DisplayName("[STO-4] an engine that hangs does not keep its provider from powering down")
    void shouldStopAHangingEngine() throws NetDmaException {
        try (Interface impatient = Interface.impatient(100)) {
            DmaChannel channel = impatient.channelOf(provider, 8);
            channel.enqueueNull(0);
            channel.submit();
            assertEquals(NtStatus.SUCCESS, down());
            assertEquals(List.of("start 1", "reset"), provider.channel().calls);
            assertEquals(NtStatus.IO_TIMEOUT, channel.failure().orElseThrow().status());
            assertEquals(NtStatus.SUCCESS, up());
            assertEquals(ChannelState.HALTED, channel.info().state());
            assertEquals(Refusal.HALTED.code(), channel.poll(), "somebody polled for the copy");
        }
    }

    private NtStatus down() {
        return provider.registration().notifyPnpEvent(PROVIDER_POWER_DOWN);
    }

    private NtStatus up() {
        return provider.registration().notifyPnpEvent(PROVIDER_POWER_UP);
    }

    private static void assertStatus(NtStatus expected, Executable call) {
        assertEquals(expected, assertThrows(NetDmaException.class, call).status());
    }
}
