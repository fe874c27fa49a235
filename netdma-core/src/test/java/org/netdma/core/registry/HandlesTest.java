// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.core.NetDmaInterface;
import org.netdma.core.client.BundleClients;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.memory.BundleMemory;
import org.netdma.core.settings.Settings;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderRegistration;
import org.netdma.wdm.NtStatus;

/** Handles and contexts find their own provider and channel, and nobody else's, also when their time is over. */
class HandlesTest {

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
    @DisplayName("[REG-5] each provider is called with its own context, whichever was registered before or after")
    void shouldComeBackWithTheContext() throws NetDmaException {
        List<FakeProvider> providers = List.of(FakeProvider.counted(), FakeProvider.linked(), FakeProvider.counted());
        for (int i = 0; i < providers.size(); i++) {
            providers.get(i).register(core.netDma, "000" + i);
            providers.get(i).start();
        }
        for (int i : new int[] {1, 0, 2, 1}) {
            int before = providers.stream().mapToInt(provider -> provider.channels.size()).sum();
            int own = providers.get(i).channels.size();
            core.client.allocateChannel(ChannelRequest.DEFAULT.withProvider(Integer.toString(i + 1)));
            assertEquals(own + 1, providers.get(i).channels.size());
            assertEquals(before + 1, providers.stream().mapToInt(provider -> provider.channels.size()).sum());
        }
    }

    @Test
    @DisplayName("[CHN-4] each channel is called with its own context")
    void shouldCallTheChannelsOwnContext() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel first = core.channelOf(provider, 8);
        DmaChannel second = core.client.allocateChannel();
        second.enqueueNull(0);
        second.submit();
        first.enqueueNull(0);
        first.enqueueNull(0);
        first.submit();
        assertEquals(List.of("start 2"), provider.channels.get(0).calls);
        assertEquals(List.of("start 1"), provider.channels.get(1).calls);
        provider.channels.forEach(channel -> channel.engine.drain());
        first.close();
        assertEquals(List.of("start 1"), provider.channels.get(1).calls);
    }

    @Test
    @DisplayName("[REG-4] a stale provider handle is refused everywhere, and not taken for the device's next one")
    void shouldRefuseAStaleProviderHandle() throws NetDmaException {
        FakeProvider gone = FakeProvider.counted();
        ProviderRegistration stale = gone.register(core.netDma, "0000");
        stale.deregister();
        FakeProvider next = FakeProvider.counted();
        ProviderRegistration live = next.register(core.netDma, "0000");
        assertNotEquals(stale, live);
        assertEquals(NtStatus.SUCCESS, next.start());
        MemoryRegion region = core.memory.allocate(64);

        assertEquals(NtStatus.INVALID_HANDLE, stale.start(FakeProvider.attributes(2)));
        assertEquals(NtStatus.INVALID_HANDLE, stale.start(null));
        assertEquals(NtStatus.INVALID_HANDLE, stale.stop());
        assertEquals(NtStatus.INVALID_HANDLE, stale.deregister());
        assertEquals(NtStatus.INVALID_HANDLE, stale.notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN));
        assertEquals(NtStatus.INVALID_HANDLE, stale.contextLost());
        assertEquals(0, stale.busMemory().window(region.physicalAddress()).length());

        assertEquals(1, core.clients.providers().size());
        core.client.allocateChannel();
        assertEquals(1, next.channels.size());
        assertTrue(gone.channels.isEmpty());
        assertEquals(NtStatus.SUCCESS, live.stop());
    }

    @Test
    @DisplayName("[REG-4] a stale channel handle reports nothing, neither for its channel nor for the next")
    void shouldIgnoreAStaleChannelHandle() throws NetDmaException {
        try (NetDmaInterface quiet = new NetDmaInterface(Settings.DEFAULT); // not started: no watchdog reports either
                BundleNetDma netDma = quiet.netDmaFor("driver");
                BundleMemory memory = quiet.memoryFor("test");
                BundleClients clients = quiet.clientsFor("test")) {
            FakeProvider provider = FakeProvider.counted();
            provider.register(netDma, "0000");
            provider.start();
            DmaClient client = clients.register("test client");
            client.allocateChannel().close();
            FakeChannel stale = provider.channel();
            DmaChannel next = client.allocateChannel();
            MemoryRegion source = memory.allocate(64);
            MemoryRegion destination = memory.allocate(64);
            CompletableFuture<Void> stage = next.copyAsync(source, 0, destination, 0, 64).toCompletableFuture();
            provider.channel().engine.loseInterrupts();
            provider.channel().engine.drain();

            stale.handle.isr(0x100000);
            stale.handle.interruptDpc(0x100000);
            stale.handle.interruptDpc(0);
            assertFalse(stage.isDone(), "by the interrupt of another channel");
            provider.channel().handle.interruptDpc(0x100000);
            assertTrue(stage.isDone());
        }
    }
}
