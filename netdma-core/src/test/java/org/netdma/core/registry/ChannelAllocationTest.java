// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.LogLines;
import org.netdma.core.settings.Settings;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.wdm.NtStatus;

class ChannelAllocationTest {

    private final LogLines log = new LogLines(RegisteredProvider.class);
    private Interface core;

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface(new Settings(Duration.ofSeconds(10), Duration.ofSeconds(10), true, 4));
    }

    @AfterEach
    void close() {
        log.close();
        core.close();
    }

    @Test
    @DisplayName("[CHN-2] [CHN-4] the driver gets mask, priority and completion word; its context and CPU are used")
    void shouldPassTheRequestOn() throws NetDmaException {
        FakeProvider provider = started("0000");
        DmaChannel channel = core.client.allocateChannel(
                ChannelRequest.DEFAULT.withAffinityMask(0x4).withPriority(3).withRingCapacity(64));
        assertEquals(0x4, provider.channel().parameters.processorAffinityMask());
        assertEquals(3, provider.channel().parameters.channelPriority());
        assertEquals(1, provider.channel().parameters.revision());
        assertEquals(0, provider.channel().parameters.completionPhysicalAddress() & 63);
        assertEquals(new ChannelInfo(1, 0, "test client", ChannelState.ARMED, 2, 0, 3, 64, 0, 0, 0), channel.info());
        assertEquals(2, provider.channel().handle.isr(0));
        core.client.allocateChannel();
        assertEquals(0xF, provider.channel().parameters.processorAffinityMask());
    }

    @Test
    @DisplayName("[CHN-1] [CHN-3] at most DmaChannelCount channels; a freed one can be had again")
    void shouldAllocateAtMostTheChannelCount() throws NetDmaException {
        FakeProvider provider = started("0000");
        DmaChannel first = core.client.allocateChannel();
        core.client.allocateChannel();
        NetDmaException thrown = assertThrows(NetDmaException.class, core.client::allocateChannel);
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, thrown.status());
        assertEquals("CHN-3", thrown.rule());
        first.close();
        first.close();
        assertEquals(List.of("free"), provider.channels.get(0).calls);
        assertEquals(0, core.client.allocateChannel().info().number());
        assertEquals(List.of(0, 1), core.clients.channels().stream().map(ChannelInfo::number).toList());
        assertEquals(2, core.clients.providers().get(0).channelsInUse());
    }

    @Test
    @DisplayName("[PNP-10] an engine whose device is removed gives out no channel, though its driver did not stop it")
    void shouldAllocateNoChannelOfARemovedDevice() throws NetDmaException {
        FakeDevice device = FakeDevice.attached("ROOT\\FAKE\\0000");
        FakeProvider left = FakeProvider.counted();
        left.register(core.netDma, device);
        left.start();
        started("0001");
        device.detach();
        assertEquals(2, core.client.allocateChannel().info().provider());
        assertEquals(2, core.client.allocateChannel().info().provider());
        assertStatus(NtStatus.DEVICE_REMOVED, ChannelRequest.DEFAULT.withProvider("1"));
    }

    @Test
    @DisplayName("a client gets the provider with the most free channels, or the one it names")
    void shouldChooseTheProvider() throws NetDmaException {
        started("0000");
        FakeProvider second = started("0001");
        second.registration().stop();
        second.registration().start(FakeProvider.attributes(4));
        assertEquals(2, core.client.allocateChannel().info().provider());
        assertEquals(1, core.client.allocateChannel(ChannelRequest.DEFAULT.withProvider("1")).info().provider());
        assertEquals(1,
                core.client.allocateChannel(ChannelRequest.DEFAULT.withProvider("root\\fake\\0000")).info().provider());
        assertEquals(2, core.client.allocateChannel().info().provider());
        assertStatus(NtStatus.INSUFFICIENT_RESOURCES, ChannelRequest.DEFAULT.withProvider("1"));
        assertStatus(NtStatus.NOT_FOUND, ChannelRequest.DEFAULT.withProvider("3"));
        second.registration().stop();
        assertStatus(NtStatus.DEVICE_NOT_READY, ChannelRequest.DEFAULT.withProvider("2"));
    }

    @Test
    @DisplayName("[REG-7] without a started engine the message says what there is and what to do")
    void shouldSayThatThereIsNoEngine() throws NetDmaException {
        NetDmaException thrown = assertThrows(NetDmaException.class, core.client::allocateChannel);
        assertEquals(NtStatus.DEVICE_NOT_READY, thrown.status());
        assertTrue(thrown.getMessage().contains("no provider is registered"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("drop a provider bundle into providers/"), thrown.getMessage());
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0007");
        thrown = assertThrows(NetDmaException.class, core.client::allocateChannel);
        assertTrue(thrown.getMessage().contains("ROOT\\FAKE\\0007"), thrown.getMessage());
        assertTrue(provider.channels.isEmpty());
    }

    @Test
    @DisplayName("[CHN-3] what the driver refuses, throws or breaks is reported, and leaves nothing")
    void shouldReportWhatTheDriverDoes() throws NetDmaException {
        FakeProvider provider = started("0000");
        provider.allocation = () -> new ChannelAllocation.Refused(NtStatus.IO_DEVICE_ERROR);
        assertStatus(NtStatus.IO_DEVICE_ERROR, ChannelRequest.DEFAULT);
        provider.allocation = () -> new ChannelAllocation.Refused(NtStatus.SUCCESS);
        assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, ChannelRequest.DEFAULT);
        provider.allocation = () -> null;
        assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, ChannelRequest.DEFAULT);
        provider.allocation = () -> new ChannelAllocation.Allocated(null, 0);
        assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, ChannelRequest.DEFAULT);
        provider.allocation = () -> {
            throw new NoClassDefFoundError("toy");
        };
        assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, ChannelRequest.DEFAULT);
        assertEquals(0, core.clients.providers().get(0).channelsInUse());
        provider.allocation = null;
        core.client.allocateChannel();
        provider.allocation = () -> new ChannelAllocation.Allocated(provider.channel(), 0);
        assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, ChannelRequest.DEFAULT);
        assertEquals(1, core.clients.providers().get(0).channelsInUse());
    }

    @Test
    @DisplayName("[STO-1] [STO-4] an allocation that outlasts the stop is freed when it comes")
    void shouldFreeALateAllocation() throws Exception {
        try (Interface impatient = Interface.impatient(50)) {
            FakeProvider provider = FakeProvider.counted();
            provider.register(impatient.netDma, "0000");
            provider.start();
            CountDownLatch called = new CountDownLatch(1);
            CountDownLatch stopped = new CountDownLatch(1);
            provider.allocation = () -> {
                called.countDown();
                provider.allocation = null;
                awaitUninterruptibly(stopped);
                return null;
            };
            CompletableFuture<NtStatus> late = Background.supply(() -> allocationStatus(impatient));
            called.await();
            assertEquals(NtStatus.SUCCESS, provider.registration().stop());
            provider.start();
            stopped.countDown();
            assertEquals(NtStatus.DEVICE_REMOVED, late.get());
            assertEquals(List.of("free"), provider.channel().calls);
            assertEquals(0, impatient.clients.providers().get(0).channelsInUse());
        }
    }

    private static NtStatus allocationStatus(Interface core) {
        return assertThrows(NetDmaException.class, core.client::allocateChannel).status();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("[CHN-5] the channel has the priority that the driver granted; 0 where its engine has none")
    void shouldReportTheGrantedPriority() throws NetDmaException {
        FakeProvider provider = started("0000");
        core.client.allocateChannel();
        FakeChannel context = provider.channel();
        log.take();
        for (int granted : new int[] {0, 1, 4, 5}) {
            assertPriority(granted, provider, () -> new ChannelAllocation.Allocated(other(context), 0, granted));
        }
        assertPriority(0, provider, () -> new ChannelAllocation.Allocated(other(context), 0));
        assertEquals(List.of(), log.take());
    }

    @Test
    @DisplayName("[CHN-5] a granted priority that is none of those asked for is clipped to them, with a warning")
    void shouldClipAWrongPriority() throws NetDmaException {
        FakeProvider provider = started("0000");
        core.client.allocateChannel();
        FakeChannel context = provider.channel();
        log.take();
        for (int wrong : new int[] {6, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            assertPriority(wrong > 0 ? 5 : 0, provider, () -> new ChannelAllocation.Allocated(other(context), 0, wrong));
            List<String> lines = log.take();
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.get(0).matches("WARNING .*ROOT.FAKE.0000\\) granted priority .* where 5 .*\\[CHN-5]"),
                    lines::toString);
        }
    }

    private static FakeChannel other(FakeChannel channel) {
        return new FakeChannel(channel.parameters, channel.handle, channel.engine);
    }

    /** Asks for priority 5. */
    private void assertPriority(int expected, FakeProvider provider, Supplier<ChannelAllocation> answer)
            throws NetDmaException {
        provider.allocation = answer;
        try (DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withPriority(5))) {
            assertEquals(expected, channel.info().priority());
            assertEquals(5, channel.info().requestedPriority());
            assertEquals(expected, core.clients.channels().get(1).priority());
        }
    }

    @Test
    @DisplayName("[CHN-5] a negative priority is refused")
    void shouldRefuseANegativePriority() throws NetDmaException {
        FakeProvider provider = started("0000");
        NetDmaException refusal = assertThrows(NetDmaException.class,
                () -> core.client.allocateChannel(ChannelRequest.DEFAULT.withPriority(-1)));
        assertEquals(NtStatus.INVALID_PARAMETER, refusal.status());
        assertEquals("CHN-5", refusal.rule());
        assertTrue(provider.channels.isEmpty());
    }

    @Test
    @DisplayName("a request out of range is refused")
    void shouldRefuseRequestsOutOfRange() throws NetDmaException {
        started("0000");
        assertStatus(NtStatus.INVALID_PARAMETER, null);
        assertStatus(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withProvider(null));
        assertStatus(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(0));
        assertStatus(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(1));
        assertStatus(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(100));
        assertStatus(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withRingCapacity(1 << 17));
        assertStatus(NtStatus.INVALID_PARAMETER, ChannelRequest.DEFAULT.withAffinityMask(0x10));
        core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(2));
        core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(1 << 16));
    }

    @Test
    @DisplayName("closing a client closes its channels, and drivers' rings leave no memory behind")
    void shouldCloseTheChannelsOfAClient() throws NetDmaException {
        FakeProvider provider = started("0000");
        DmaChannel channel = core.client.allocateChannel();
        long word = provider.channel().parameters.completionPhysicalAddress();
        assertTrue(provider.registration().busMemory().window(word).isOpen());
        core.client.close();
        assertEquals(ChannelState.CLOSED, channel.info().state());
        assertEquals(0, provider.registration().busMemory().window(word).length());
        assertEquals(0, core.memory.usage().regions());
        provider.channel().handle.interruptDpc(0);
        assertNotSame(channel, core.clients.register("again").allocateChannel());
        assertSame(NtStatus.SUCCESS, provider.registration().stop());
    }

    private FakeProvider started(String instance) throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, instance);
        provider.start();
        return provider;
    }

    private void assertStatus(NtStatus expected, ChannelRequest request) {
        assertEquals(expected,
                assertThrows(NetDmaException.class, () -> core.client.allocateChannel(request)).status());
    }
}
