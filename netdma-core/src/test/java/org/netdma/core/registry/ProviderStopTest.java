// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.ProviderState;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.ProviderAttributes;
import org.netdma.wdm.NtStatus;

class ProviderStopTest {

    private Interface core;
    private MemoryRegion source;
    private MemoryRegion destination;

    @BeforeEach
    void open() throws NetDmaException {
        core = Interface.impatient(150);
        source = core.filled(1 << 20, 1);
        destination = core.memory.allocate(1 << 20);
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[STO-1] stop closes to new channels and transfers, waits for outstanding ones, frees, then returns")
    void shouldWaitForOutstandingCopies() throws Exception {
        try (Interface patient = new Interface()) {
            FakeProvider provider = FakeProvider.counted();
            DmaChannel channel = patient.channelOf(provider, 8);
            channel.enqueueNull(0);
            channel.submit();
            channel.enqueueNull(0);
            CompletableFuture<NtStatus> stopped = Background.supply(provider.registration()::stop);
            Interface.await(() -> channel.info().state() == ChannelState.CLOSING);
            assertEquals(ProviderState.STOPPING, patient.clients.providers().get(0).state());
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.enqueueNull(0));
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.submit());
            assertEquals(0, channel.poll(), "an outstanding copy can be polled for");
            assertStatus(NtStatus.DEVICE_NOT_READY, patient.client::allocateChannel);
            assertFalse(stopped.isDone());
            provider.channel().engine.drain();
            assertEquals(NtStatus.SUCCESS, stopped.get());
            assertEquals(List.of("start 1", "free"), provider.channel().calls);
            assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());
            assertEquals(ChannelState.REMOVED, channel.info().state());
            assertTrue(patient.clients.channels().isEmpty());
            channel.close();
            assertEquals(List.of("start 1", "free"), provider.channel().calls, "[STO-3] nothing after free");
            assertStatus(NtStatus.DEVICE_REMOVED, channel::reset);
        }
    }

    @ParameterizedTest(name = "with the classes of the device object: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("[STO-4] stop tells the device of progress, since the driver waits for it within a time limit")
    void shouldTellOfProgress(boolean listens) throws Exception {
        try (Interface patient = new Interface()) {
            FakeProvider provider = FakeProvider.counted();
            FakeDevice device = FakeDevice.attached("ROOT\\FAKE\\0000");
            provider.register(patient.netDma, device);
            provider.start();
            DmaChannel channel = patient.client.allocateChannel();
            for (int i = 0; i < 5; i++) { // of five, the fourth and the last report
                channel.enqueueNull(0);
            }
            channel.submit();
            CompletableFuture<NtStatus> stopped = Background.supply(provider.registration()::stop);
            Interface.await(() -> channel.info().state() == ChannelState.CLOSING);
            if (!listens) {
                device.unload();
            }
            assertEquals(4, provider.channel().engine.step(4));
            Interface.await(() -> !listens || device.progress() > 0);
            assertEquals(1, provider.channel().engine.drain());
            assertEquals(NtStatus.SUCCESS, stopped.get());
            assertEquals(List.of("start 5", "free"), provider.channel().calls);
        }
    }

    @Test
    @DisplayName("[STO-4] stop resets a channel that hangs, and its stages fail")
    void shouldResetAHangingChannel() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, 1 << 20).toCompletableFuture();
        assertEquals(NtStatus.SUCCESS, provider.registration().stop());
        assertEquals(List.of("start 3", "reset", "free"), provider.channel().calls);
        assertFailed(NtStatus.IO_TIMEOUT, stage);
    }

    @Test
    @DisplayName("[STO-4] a copy larger than the ring does not wait for ever for an engine that hangs")
    void shouldStopAHangingEngineWithABacklog() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletableFuture<Void> hanging = channel.copyAsync(source, 0, destination, 0, 1 << 20).toCompletableFuture();
        Interface.await(hanging::isDone);
        assertFailed(NtStatus.IO_TIMEOUT, hanging);
        core.bePatient();
        CompletableFuture<Void> next = channel.copyAsync(source, 0, destination, 0, 1 << 20).toCompletableFuture();
        provider.channel().engine.drain();
        next.join();
        assertEquals(List.of("start 3", "reset", "start 3"), provider.channel().calls.subList(0, 3));
    }

    @Test
    @DisplayName("[STO-4] stop frees a channel that hangs and cannot be stopped")
    void shouldGiveUpOnAnUnstoppableChannel() throws NetDmaException {
        FakeProvider provider = FakeProvider.minimal();
        DmaChannel channel = core.channelOf(provider, 4);
        channel.enqueueNull(0);
        channel.submit();
        assertEquals(NtStatus.SUCCESS, provider.registration().stop());
        assertEquals(List.of("start 1", "free"), provider.channel().calls);
        assertEquals(1, channel.info().failed());
    }

    @Test
    @DisplayName("[STO-1] what waits for room in the ring fails when the provider stops, after what is in flight")
    void shouldFailTheBacklogOnStop() throws Exception {
        try (Interface patient = new Interface()) {
            FakeProvider provider = FakeProvider.counted();
            DmaChannel channel = patient.channelOf(provider, 4);
            MemoryRegion from = patient.memory.allocate(1 << 20);
            MemoryRegion to = patient.memory.allocate(1 << 20);
            CompletableFuture<Void> stage = channel.copyAsync(from, 0, to, 0, 1 << 20).toCompletableFuture();
            CompletableFuture<NtStatus> stopped = Background.supply(provider.registration()::stop);
            Interface.await(() -> channel.info().state() == ChannelState.CLOSING);
            assertFalse(stage.isDone());
            assertEquals(3, provider.channel().engine.drain());
            assertEquals(NtStatus.SUCCESS, stopped.get());
            assertFailed(NtStatus.DEVICE_REMOVED, stage);
        }
    }

    @Test
    @DisplayName("[STO-4] a hanging engine is aborted, the channel halts, reset makes it usable")
    void shouldAbortAHangingEngine() throws NetDmaException {
        FakeProvider provider = new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Abortable::new);
        DmaChannel channel = core.channelOf(provider, 8);
        channel.enqueueNull(0);
        channel.enqueueNull(0);
        channel.submit();
        Interface.await(() -> channel.poll() == Refusal.HALTED.code());
        ChannelFailure failure = channel.failure().orElseThrow();
        assertEquals(new ChannelFailure(1, 2, NtStatus.IO_TIMEOUT, failure.message()), failure);
        assertEquals(List.of("start 2", "abort"), provider.channel().calls);
        assertEquals(Refusal.HALTED.code(), channel.submit());
        core.bePatient();
        channel.reset();
        assertEquals(2, channel.poll());
        assertEquals(3, channel.enqueueNull(0));
        assertEquals(3, channel.submit());
        provider.channel().engine.drain();
        assertEquals(3, channel.poll());
        assertEquals("start 1", provider.channel().calls.get(2));
    }

    @Test
    @DisplayName("[STO-4] a hanging engine that cannot be stopped keeps its regions, and the channel is lost")
    void shouldKeepRegionsFromAnUnstoppableEngine() throws NetDmaException {
        FakeProvider provider = FakeProvider.minimal();
        DmaChannel channel = core.channelOf(provider, 8);
        channel.enqueueCopy(source, 0, destination, 0, 64);
        channel.submit();
        Interface.await(() -> channel.poll() == Refusal.HALTED.code());
        assertEquals(NtStatus.IO_TIMEOUT, channel.failure().orElseThrow().status());
        assertStatus(NtStatus.NOT_SUPPORTED, channel::reset);
        assertStatus(NtStatus.DEVICE_BUSY, source::close);
        assertTrue(source.isOpen());
        channel.close();
        source.close();
        assertEquals(1, core.memory.usage().regions());
    }

    @Test
    @DisplayName("[STA-3] start and stop may alternate, with other attributes each time")
    void shouldStartAndStopAgain() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        for (int i = 1; i <= 4; i++) {
            assertEquals(NtStatus.SUCCESS, provider.registration().start(FakeProvider.attributes(i)));
            assertEquals(i, core.clients.providers().get(0).channels());
            core.client.allocateChannel();
            assertEquals(NtStatus.SUCCESS, provider.registration().stop());
        }
        assertEquals(NtStatus.SUCCESS, provider.registration().deregister());
    }

    @Test
    @DisplayName("[STO-2] [REG-4] calls out of order are refused, and a stale handle does nothing")
    void shouldRefuseCallsOutOfOrder() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        assertEquals(NtStatus.INVALID_DEVICE_STATE, provider.registration().stop());
        assertEquals(NtStatus.SUCCESS, provider.start());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, provider.start());
        assertEquals(NtStatus.INVALID_DEVICE_STATE, provider.registration().deregister());
        assertEquals(ProviderState.STARTED, core.clients.providers().get(0).state());
        assertEquals(NtStatus.SUCCESS, provider.registration().stop());
        long address = source.physicalAddress();
        assertTrue(provider.registration().busMemory().window(address).isOpen());
        assertEquals(NtStatus.SUCCESS, provider.registration().deregister());
        assertEquals(NtStatus.INVALID_HANDLE, provider.start());
        assertEquals(NtStatus.INVALID_HANDLE, provider.registration().stop());
        assertEquals(NtStatus.INVALID_HANDLE, provider.registration().deregister());
        assertEquals(0, provider.registration().busMemory().window(address).length());
        assertTrue(core.clients.providers().isEmpty());
    }

    @Test
    @DisplayName("[STA-2] attributes out of range are refused")
    void shouldRefuseIllegalAttributes() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        provider.register(core.netDma, "0000");
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().start(FakeProvider.attributes(0)));
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().start(FakeProvider.attributes(5)));
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().start(null));
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().start(
                new ProviderAttributes(1, 0, 0, 1, 4095, -1)));
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().start(
                new ProviderAttributes(1, 0, 0, 1, 1L << 32, -1)));
        assertEquals(NtStatus.INVALID_PARAMETER, provider.registration().start(
                new ProviderAttributes(1, 0, 0, 1, 4096, 0)));
        assertEquals(ProviderState.REGISTERED, core.clients.providers().get(0).state());
        assertEquals(NtStatus.SUCCESS, provider.registration().start(
                new ProviderAttributes(1, 0, 0, 1, 4096, -1)));
    }

    @Test
    @DisplayName("[STO-2] a bundle that is gone leaves no provider, client or region")
    void shouldCleanUpBehindABundle() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 8);
        core.netDma.close();
        assertTrue(core.clients.providers().isEmpty());
        assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());
        assertStatus(NtStatus.INVALID_HANDLE, () -> new FakeProvider(NetDmaVersion.V2_0).register(core.netDma, "1"));
        core.memory.close();
        assertEquals(0, core.memory.usage().regions());
        assertFalse(source.isOpen());
        assertStatus(NtStatus.INVALID_HANDLE, () -> core.memory.allocate(1));
        core.clients.close();
        assertStatus(NtStatus.INVALID_HANDLE, core.client::allocateChannel);
        assertStatus(NtStatus.INVALID_HANDLE, () -> core.clients.register("late"));
    }

    @Test
    @DisplayName("the interface can end first, and leaves nothing")
    void shouldEndFirst() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 8);
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, 1 << 20).toCompletableFuture();
        Set<Thread> before = watchdogs();
        core.whole.close();
        assertEquals(before.size() - 1, watchdogs().size());
        assertTrue(stage.isCompletedExceptionally());
        assertEquals("free", provider.channel().calls.get(provider.channel().calls.size() - 1));
        assertEquals(NtStatus.INVALID_HANDLE, provider.registration().stop());
    }

    private static Set<Thread> watchdogs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("netdma-watchdog")).collect(Collectors.toSet());
    }

    private static void assertStatus(NtStatus expected, Executable call) {
        assertEquals(expected, assertThrows(NetDmaException.class, call).status());
    }

    private static void assertFailed(NtStatus expected, CompletableFuture<Void> stage) {
        CompletionException thrown = assertThrows(CompletionException.class, stage::join);
        assertEquals(expected, assertInstanceOf(NetDmaException.class, thrown.getCause()).status());
    }
}
