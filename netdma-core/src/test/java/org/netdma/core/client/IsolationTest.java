// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.ProviderInfo;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.memory.BundleMemory;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

/** What a bundle can do with the memory and the channels of another one: nothing that it was not given. */
class IsolationTest {

    private final FakeProvider provider = FakeProvider.counted();
    private Interface core;
    private BundleMemory othersMemory;
    private BundleClients othersClients;
    private DmaChannel othersChannel;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        provider.register(core.netDma, "0000");
        provider.start();
        othersMemory = core.whole.memoryFor("other bundle");
        othersClients = core.whole.clientsFor("other bundle");
        othersChannel = othersClients.register("other").allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16));
    }

    @AfterEach
    void close() {
        othersClients.close();
        othersMemory.close();
        core.close();
    }

    @Test
    @DisplayName("[REG-4] [CHN-1] what is told of channels, providers and memory has no way to any of them")
    void shouldTellNothingThatCanBeUsed() {
        assertEquals(List.of("other"), core.clients.channels().stream().map(ChannelInfo::client).toList());
        for (Class<?> told : List.of(ChannelInfo.class, ProviderInfo.class, MemoryUsage.class)) {
            for (RecordComponent part : told.getRecordComponents()) {
                Class<?> type = part.getType();
                assertTrue(type.isPrimitive() || type.isEnum() || type == String.class || type == Set.class
                        || type == NetDmaVersion.class,
                        () -> told.getSimpleName() + " leads to " + part);
            }
        }
        assertTrue(Stream.of(PhysicalMemory.class.getMethods()).noneMatch(method ->
                Arrays.asList(method.getParameterTypes()).equals(List.of(long.class, long.class))),
                "no region is made of an address");
    }

    @Test
    @DisplayName("[CHN-1] closing one bundle's clients leaves another one's channel alone, and its copies work")
    void shouldLeaveOthersChannelsAlone() throws NetDmaException {
        DmaClient mine = core.clients.register("mine");
        DmaChannel channel = mine.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16));
        assertNotEquals(othersChannel.info().number(), channel.info().number());
        core.clients.close();
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.submit());
        assertEquals(List.of("other"), othersClients.channels().stream().map(ChannelInfo::client).toList());
        MemoryRegion region = othersMemory.allocate(8192);
        assertFalse(Refusal.isRefusal(othersChannel.enqueueCopy(region, 0, region, 4096, 4096)));
        assertFalse(Refusal.isRefusal(othersChannel.submit()));
        provider.channels.get(0).engine.drain();
    }

    @Test
    @DisplayName("[REG-4] a region works for whom it was given to, until its owner closes it or is gone")
    void shouldUseWhatItWasGivenWhileItIsThere() throws NetDmaException {
        MemoryRegion given = core.filled(4096, 1);
        MemoryRegion lent = core.filled(4096, 2);
        MemoryRegion own = othersMemory.allocate(4096);
        assertFalse(Refusal.isRefusal(othersChannel.enqueueCopy(given, 0, own, 0, 4096)));
        othersChannel.submit();
        provider.channel().engine.drain();
        Interface.assertSame(given, own);
        given.close();
        assertEquals(Refusal.REGION_CLOSED.code(), othersChannel.enqueueCopy(given, 0, own, 0, 4096));
        core.memory.close(); // the bundle is gone
        assertEquals(Refusal.REGION_CLOSED.code(), othersChannel.enqueueCopy(lent, 0, own, 0, 4096));
        assertEquals(Refusal.REGION_CLOSED.code(), othersChannel.enqueueCopy(own, 0, lent, 0, 4096));
        NetDmaException late = assertThrows(NetDmaException.class, () -> core.memory.allocate(4096));
        assertEquals(NtStatus.INVALID_HANDLE, late.status());
    }
}
