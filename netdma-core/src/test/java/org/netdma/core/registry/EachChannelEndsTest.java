// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.LogLines;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** Two channels, at each of which an error is thrown when it ends. */
@Timeout(180)
class EachChannelEndsTest {

    private final FakeProvider provider = new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Suspendable::new);
    private final List<CompletableFuture<Void>> stages = new ArrayList<>();
    private Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        FakeDevice device = FakeDevice.attached("ROOT\\FAKE\\0000");
        provider.register(core.netDma, device);
        provider.start();
        MemoryRegion region = core.memory.allocate(128);
        for (int i = 0; i < 2; i++) {
            DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16));
            stages.add(channel.copyAsync(region, 0, region, 64, 64).toCompletableFuture());
            channel.suspend();
            ((FakeChannel.Suspendable) provider.channel()).resumeAnswer = NtStatus.UNSUCCESSFUL;
        }
        device.unload(); // asked when a suspended channel ends that cannot be resumed
    }

    @AfterEach
    void close() {
        core.close();
    }

    private void assertAllEnded(LogLines log) {
        assertEquals(List.of(), core.clients.channels());
        assertTrue(stages.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        assertTrue(provider.channels.stream().allMatch(channel -> channel.calls.contains("free")));
        assertEquals(2, log.take().stream().filter(line -> line.contains("[MEM-13]")).count());
    }

    @Test
    @DisplayName("[MEM-13] [STO-3] closing a client ends each of its channels, whatever one of them throws")
    void shouldCloseEach() {
        try (LogLines log = new LogLines(core.client.getClass())) {
            core.client.close();
            assertAllEnded(log);
        }
    }

    @Test
    @DisplayName("[MEM-13] [STO-1] stopping a provider ends each of its channels, whatever one of them throws")
    void shouldRemoveEach() {
        try (LogLines log = new LogLines(ProviderChannels.class)) {
            assertEquals(NtStatus.SUCCESS, provider.registration().stop());
            assertAllEnded(log);
        }
    }
}
