// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.wdm.NtStatus;

class AsyncCopyTest extends CopyFixture {

    private static final int SIZE = 1 << 20;

    AsyncCopyTest() {
        super(SIZE);
    }

    @Test
    @DisplayName("[INT-3] a stage completes in the interrupt DPC, on its thread")
    void shouldCompleteInTheDpc() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        List<Thread> threads = new ArrayList<>();
        CompletionStage<Void> stage = channel.copyAsync(source, 0, destination, 0, 4096);
        stage.thenRun(() -> threads.add(Thread.currentThread()));
        assertEquals(List.of("start 1"), provider.channel().calls);
        assertTrue(threads.isEmpty());
        assertTrue(provider.channel().engine.step());
        assertEquals(List.of(Thread.currentThread()), threads, "the fake engine's own");
        assertEquals(1, channel.poll());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-11] a copy larger than ring and MaximumTransferSize goes on as the ring empties")
    void shouldSplitWhatIsLargerThanTheRing(int major) throws NetDmaException {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
        DmaChannel channel = core.channelOf(provider, 4);
        CompletionStage<Void> stage = channel.copyAsync(source, 1, destination, 1, SIZE - 1);
        assertEquals(16, provider.channel().engine.drain(), "of 64 KiB each");
        assertDone(stage);
        destination.buffer();
        assertEquals(0, destination.buffer().get(0));
        destination.buffer().put(0, source.buffer().get(0));
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-10] copies behind a large one keep their order, and the client may submit again after them")
    void shouldKeepOrderBehindABacklog() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        List<Integer> order = new ArrayList<>();
        channel.copyAsync(source, 0, destination, 0, SIZE).thenRun(() -> order.add(1));
        channel.copyAsync(source, 0, destination, 0, 64).thenRun(() -> order.add(2));
        assertEquals(Refusal.RING_FULL.code(), channel.enqueueNull(0), "the ring is the large copy's");
        assertEquals(0, channel.freeEntries());
        assertEquals(3, channel.submit());
        assertEquals(0, channel.poll());
        channel.copyAsync(source, 0, destination, 0, 64).thenRun(() -> order.add(3));
        assertEquals(18, provider.channel().engine.drain());
        assertEquals(List.of(1, 2, 3), order);
        assertEquals(18, channel.poll());
        assertEquals(19, channel.enqueueNull(0));
        assertEquals(19, channel.submit());
        assertEquals(1, provider.channel().engine.drain());
    }

    @Test
    @DisplayName("what was enqueued before is submitted with a stage's copy, and a ring full of it is no obstacle")
    void shouldMixWithPolledCopies() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        channel.enqueueNull(0);
        CompletionStage<Void> second = channel.copyAsync(source, 0, destination, 0, 64);
        assertEquals(3, channel.enqueueNull(0));
        CompletionStage<Void> later = channel.copyAsync(source, 0, destination, 0, 64);
        assertEquals(4, provider.channel().engine.drain());
        assertDone(second);
        assertDone(later);
        assertEquals(4, channel.poll());
    }

    @Test
    @DisplayName("[INT-1] a lost interrupt is noticed")
    void shouldNoticeALostInterrupt() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        provider.channel().engine.loseInterrupts();
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        Interface.await(() -> {
            provider.channel().engine.drain();
            return stage.isDone();
        });
        assertDone(stage);
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-7] the failed copy fails, those behind it are cancelled, and the channel goes on by itself")
    void shouldGoOnAfterAFault() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        FakeEngine engine = provider.channel().engine;
        CompletionStage<Void> whole = channel.copyAsync(source, 0, destination, 0, 1 << 17);
        CompletionStage<Void> broken = channel.copyAsync(source, 0, destination, 0, 1 << 17);
        CompletionStage<Void> behind = channel.copyAsync(source, 0, destination, 0, 64);
        engine.faultAfter(3);
        assertEquals(3, engine.drain());
        assertDone(whole);
        assertFailed(NtStatus.IO_DEVICE_ERROR, broken);
        assertFailed(NtStatus.CANCELLED, behind);
        assertTrue(channel.failure().isEmpty());
        assertEquals(2, channel.info().failed());
        CompletionStage<Void> next = channel.copyAsync(source, 0, destination, 0, 64);
        assertEquals(1, engine.drain());
        assertDone(next);
        assertEquals(List.of("start 2", "append 2", "append 1", "start 1"), provider.channel().calls);
        assertEquals(6, channel.info().submitted());
        assertEquals(4, channel.info().completed());
    }

    @Test
    @DisplayName("[XFR-7] a fault in a copy larger than the ring fails it and all that waits behind")
    void shouldFailABacklog() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletionStage<Void> large = channel.copyAsync(source, 0, destination, 0, SIZE);
        CompletionStage<Void> behind = channel.copyAsync(source, 0, destination, 0, 64);
        provider.channel().engine.faultAfter(5);
        assertEquals(5, provider.channel().engine.drain());
        assertFailed(NtStatus.IO_DEVICE_ERROR, large);
        assertFailed(NtStatus.CANCELLED, behind);
        CompletionStage<Void> again = channel.copyAsync(source, 0, destination, 0, SIZE);
        provider.channel().engine.drain();
        assertDone(again);
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-7] a dependent of a failed stage may submit at once")
    void shouldSubmitInADependentOfAFailure() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletionStage<Void> retried = channel.copyAsync(source, 0, destination, 0, SIZE)
                .exceptionallyCompose(e -> channel.copyAsync(source, 0, destination, 0, SIZE));
        provider.channel().engine.faultAfter(7);
        Interface.await(() -> { // the watchdog may be the one that finds the halt, and feeds the ring
            provider.channel().engine.drain();
            return retried.toCompletableFuture().isDone();
        });
        assertDone(retried);
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-7] while somebody polls for a halted copy, the channel waits for reset")
    void shouldStayHaltedForAPoller() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        CompletionStage<Void> stage = channel.copyAsync(source, 0, destination, 0, 64);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().engine.faultAfter(0);
        provider.channel().engine.drain();
        assertFailed(NtStatus.IO_DEVICE_ERROR, stage);
        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertEquals(Refusal.HALTED.code(), channel.enqueueNull(0));
        assertFailed(NtStatus.CANCELLED, channel.copyAsync(source, 0, destination, 0, 64));
        channel.reset();
        assertEquals(2, channel.poll());
        CompletionStage<Void> next = channel.copyAsync(source, 0, destination, 0, 64);
        provider.channel().engine.drain();
        assertDone(next);
    }

    @Test
    @DisplayName("[XFR-1] what the driver refuses fails, and what it accepts later goes on")
    void shouldFailWhatTheDriverRefuses() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletionStage<Void> large = channel.copyAsync(source, 0, destination, 0, SIZE);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        provider.channel().engine.drain();
        assertFailed(NtStatus.UNSUCCESSFUL, large);
        assertFailed(NtStatus.UNSUCCESSFUL, channel.copyAsync(source, 0, destination, 0, 64));
        provider.channel().answer = NtStatus.SUCCESS;
        CompletionStage<Void> next = channel.copyAsync(source, 0, destination, 0, SIZE);
        provider.channel().engine.drain();
        assertDone(next);
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[XFR-11] what is out of range fails at once, with nothing moved")
    void shouldFailWhatIsOutOfRange() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        assertFailed(NtStatus.INVALID_PARAMETER, channel.copyAsync(source, 0, destination, 0, 0));
        assertFailed(NtStatus.ACCESS_VIOLATION, channel.copyAsync(source, 1, destination, 0, SIZE));
        assertFailed(NtStatus.INVALID_HANDLE, channel.copyAsync(source, 0, null, 0, 1));
        assertTrue(provider.channel().calls.isEmpty());
        channel.close();
        assertFailed(NtStatus.INVALID_HANDLE, channel.copyAsync(source, 0, destination, 0, 1));
    }

    @Test
    @DisplayName("[XFR-8] reset cancels open stages")
    void shouldCancelOnReset() throws NetDmaException {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletionStage<Void> large = channel.copyAsync(source, 0, destination, 0, SIZE);
        provider.channel().engine.step(1);
        channel.reset();
        assertFailed(NtStatus.CANCELLED, large);
        assertEquals("reset", provider.channel().calls.get(provider.channel().calls.size() - 1));
        assertEquals(0, provider.channel().engine.drain());
        CompletionStage<Void> next = channel.copyAsync(source, 0, destination, 0, SIZE);
        provider.channel().engine.drain();
        assertDone(next);
    }

    @Test
    @DisplayName("a region closed under a large copy fails it after its last descriptor in flight")
    void shouldFailWhenARegionCloses() throws Exception {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 4);
        CompletableFuture<Void> large = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        Thread closer = new Thread(() -> {
            try {
                destination.close();
            } catch (NetDmaException e) {
                throw new AssertionError(e);
            }
        });
        closer.start();
        Interface.await(() -> !destination.isOpen());
        assertFalse(large.isDone());
        provider.channel().engine.drain();
        closer.join();
        assertFailed(NtStatus.INVALID_HANDLE, large);
        assertEquals(1, core.memory.usage().regions());
        assertTrue(channel.failure().isEmpty());
    }

    private static void assertDone(CompletionStage<Void> stage) {
        assertTrue(stage.toCompletableFuture().isDone());
        stage.toCompletableFuture().join();
    }

    private static void assertFailed(NtStatus expected, CompletionStage<Void> stage) {
        assertTrue(stage.toCompletableFuture().isDone());
        CompletionException thrown =
                assertThrows(CompletionException.class, () -> stage.toCompletableFuture().join());
        assertSame(expected, assertInstanceOf(NetDmaException.class, thrown.getCause()).status());
    }
}
