// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.core.channel.ChannelTable;
import org.netdma.core.copier.CopierFactory;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.settings.ApicIds;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.PnpNotificationCode;
import org.netdma.provider.ProviderAttributes;
import org.netdma.provider.spi.MessageInterruptProvider;
import org.netdma.wdm.NtStatus;

class ProviderStartTest {

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
    @DisplayName("[REG-6] [REG-7] before start, and after stop, only the affinities are set, whatever anybody wants")
    void shouldCallNothingBeforeStart() throws NetDmaException {
        Interrupting provider = new Interrupting();
        core.clients.register("listener", event -> { });
        provider.register(core.netDma, "0000");
        assertEquals(List.of("affinities"), provider.calls);
        wantEverything(provider);
        assertEquals(List.of("affinities"), provider.calls);
        provider.start();
        provider.registration().stop();
        wantEverything(provider);
        provider.registration().deregister();
        wantEverything(provider);
        assertEquals(List.of("affinities"), provider.calls);
        assertEquals(0, provider.channels.size());
    }

    private void wantEverything(FakeProvider provider) throws NetDmaException {
        assertThrows(NetDmaException.class, core.client::allocateChannel);
        assertThrows(NetDmaException.class,
                () -> core.client.allocateChannel(ChannelRequest.DEFAULT.withProvider("ROOT\\FAKE\\0000")));
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_DOWN);
        provider.registration().notifyPnpEvent(PnpNotificationCode.PROVIDER_POWER_UP);
        provider.registration().contextLost();
        try (CopierFactory copiers = new CopierFactory(core.clients, core.memory)) {
            copiers.open("early", CopierPolicy.DEFAULT).close();
        }
    }

    @Test
    @DisplayName("[STA-1] requests can come before ProviderStart returns")
    void shouldServeWhileStarting() throws NetDmaException {
        List<DmaChannel> early = new ArrayList<>();
        ProviderRegistry[] registry = new ProviderRegistry[1];
        ProviderEvents events = event -> { // posted inside ProviderStart
            if (event instanceof ClientEvent.ProviderArrival) {
                early.add(allocate(registry[0]));
            }
        };
        registry[0] = new ProviderRegistry(new InterfaceParts(new AddressSpace(), new ChannelTable(), events,
                () -> Settings.DEFAULT, new ApicIds(Map.of()), new CoreVerifier(VerifierSettings.DEFAULT)));
        FakeProvider provider = FakeProvider.counted();
        provider.register(new BundleNetDma(registry[0], "driver"), "0000");
        assertEquals(NtStatus.SUCCESS, provider.start());
        assertEquals(1, early.size());
        early.get(0).enqueueNull(0);
        assertEquals(1, early.get(0).submit());
        provider.channel().engine.drain();
        assertEquals(1, early.get(0).poll());
        registry[0].close();
        assertEquals(Refusal.CHANNEL_REMOVED.code(), early.get(0).poll());
    }

    private static DmaChannel allocate(ProviderRegistry registry) {
        try {
            return registry.allocate(ChannelRequest.DEFAULT, "early", channel -> { });
        } catch (NetDmaException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("[STA-2] the attributes of a restart replace the old ones for the channels allocated then")
    void shouldUseTheNewAttributes() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        MemoryRegion source = core.memory.allocate(1 << 16);
        MemoryRegion destination = core.memory.allocate(1 << 16);
        for (int size : new int[] {1 << 16, 4096, 8192}) {
            provider.registration().start(new ProviderAttributes(1, 0, 0, 1, size, Long.MAX_VALUE));
            DmaChannel channel = core.client.allocateChannel();
            assertEquals(size, channel.maximumTransferSize());
            assertEquals(size, core.clients.providers().get(0).maximumTransferSize());
            if (size < 1 << 16) {
                assertEquals(Refusal.TRANSFER_TOO_LARGE.code(),
                        channel.enqueueCopy(source, 0, destination, 0, size + 1));
            }
            assertEquals(1, channel.enqueueCopy(source, 0, destination, 0, size));
            assertEquals(NtStatus.SUCCESS, provider.registration().stop());
        }
    }

    @Test
    @DisplayName("[INT-2] the ISR gets the CPU of its channel, whatever the state of the channel")
    void shouldTellTheIsrItsCpu() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        try (Interface large = new Interface(new Settings(Settings.DEFAULT.transferTimeout(),
                Settings.DEFAULT.regionCloseLimit(), true, 4))) {
            provider.register(large.netDma, "0000");
            provider.start();
            DmaChannel first = large.client.allocateChannel(ChannelRequest.DEFAULT.withAffinityMask(0b1000));
            large.client.allocateChannel(ChannelRequest.DEFAULT.withAffinityMask(0b0010));
            assertEquals(3, provider.channels.get(0).handle.isr(0));
            assertEquals(1, provider.channels.get(1).handle.isr(0x1000));
            assertEquals(3, first.info().cpu());
            first.close();
            assertEquals(3, provider.channels.get(0).handle.isr(0), "a late interrupt finds a CPU that is there");
        }
    }

    @Test
    @DisplayName("[REG-2] the interface says its version before and after anything is registered")
    void shouldTellItsVersion() throws NetDmaException {
        assertEquals(0x0002_0000, core.netDma.version().toInt());
        FakeProvider.linked().register(core.netDma, "0000");
        assertEquals(NetDmaVersion.V2_0, core.netDma.version());
    }

    private static final class Interrupting extends FakeProvider implements MessageInterruptProvider {

        private final List<String> calls = new ArrayList<>();

        Interrupting() {
            super(NetDmaVersion.V2_0);
        }

        @Override
        public NtStatus setDmaChannelCpuAffinity(List<ChannelAffinity> affinities) {
            calls.add("affinities");
            return NtStatus.SUCCESS;
        }
    }
}
