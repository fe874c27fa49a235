// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelState;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

class AbortTest extends ChannelFixture {

    AbortTest() {
        super(4096);
    }

    private FakeEngine open(int major, FakeProvider.ChannelKind kind) throws NetDmaException {
        return open(major, kind, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-7] [XFR-1] an aborted channel halts; reset re-arms it with StartDma, not ResetChannel")
    void shouldAbortThenStartAgain(int major) throws NetDmaException {
        FakeEngine engine = open(major, Complete::new);
        submitNulls(3);
        engine.step(1);
        channel.abort();
        assertEquals(0, engine.drain());
        assertRefused(Refusal.HALTED, channel.poll());
        assertEquals(ChannelState.HALTED, channel.info().state());
        assertEquals(new ChannelFailure(2, 3, NtStatus.CANCELLED), channel.failure().orElseThrow());
        channel.reset();
        assertEquals(3, channel.poll());
        submitNulls(1);
        assertEquals(1, engine.drain());
        assertEquals(4, channel.poll());
        assertEquals(List.of("start 3", "abort", "start 1"), provider.channel().calls);
        assertEquals(2, channel.info().failed());
    }

    @Test
    @DisplayName("[XFR-7] an engine that is aborted and does not report it is halted as well")
    void shouldHaltWithoutAReport() throws NetDmaException {
        FakeEngine engine = open(2, (parameters, handle, made) -> new Complete(parameters, handle, made) {
            @Override
            public NtStatus abortDma() {
                return resetChannel(); // stops, and leaves the completion word as it is
            }
        });
        submitNulls(3);
        engine.step(1);
        channel.abort();
        assertRefused(Refusal.HALTED, channel.poll());
        assertEquals(new ChannelFailure(1, 3, NtStatus.CANCELLED), channel.failure().orElseThrow());
        channel.reset();
        submitNulls(1);
        engine.drain();
        assertEquals(4, channel.poll());
    }

    @Test
    @DisplayName("[XFR-7] stages of an aborted channel fail, those in the ring and those that wait for room")
    void shouldFailStages() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new);
        MemoryRegion region = core.memory.allocate(1 << 20);
        MemoryRegion other = core.memory.allocate(1 << 20);
        CompletableFuture<Void> done = channel.copyAsync(region, 0, other, 0, 64).toCompletableFuture();
        CompletableFuture<Void> running = channel.copyAsync(region, 0, other, 0, 64).toCompletableFuture();
        CompletableFuture<Void> waiting = channel.copyAsync(region, 0, other, 0, 1 << 20).toCompletableFuture();
        engine.step(1);
        channel.abort();
        done.join();
        assertCancelled(running);
        assertCancelled(waiting);
        channel.reset();
        CompletableFuture<Void> next = channel.copyAsync(region, 0, other, 0, 1 << 20).toCompletableFuture();
        engine.drain();
        next.join();
    }

    @Test
    @DisplayName("[XFR-7] a suspended channel can be aborted, an idle one too; a halted one keeps its failure")
    void shouldAbortInEveryState() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new);
        channel.abort();
        assertEquals(NtStatus.CANCELLED, channel.failure().orElseThrow().status());
        channel.reset();
        assertEquals(List.of(), provider.channel().calls, "never started, so the driver has nothing to abort");
        submitNulls(2);
        channel.suspend();
        channel.abort();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::resume);
        assertEquals(new ChannelFailure(1, 2, NtStatus.CANCELLED), channel.failure().orElseThrow());
        channel.reset();
        submitNulls(1);
        engine.faultAfter(0);
        engine.drain();
        channel.abort();
        assertEquals(new ChannelFailure(3, 3, NtStatus.IO_DEVICE_ERROR), channel.failure().orElseThrow());
        assertEquals(List.of("start 2", "suspend", "abort", "start 1"), provider.channel().calls);
        channel.close();
        assertStatus(NtStatus.INVALID_HANDLE, channel::abort);
    }

    @Test
    @DisplayName("[XFR-7] a driver without AbortDma is not asked, and what it refuses comes back")
    void shouldRefuseWhatTheDriverCannot() throws NetDmaException {
        FakeEngine engine = open(2, FakeChannel::new);
        submitNulls(1);
        assertStatus(NtStatus.NOT_SUPPORTED, channel::abort);
        engine.drain();
        assertEquals(1, channel.poll());
        channel.close();
        assertStatus(NtStatus.INVALID_HANDLE, channel::abort);
        provider.registration().stop();
        provider.registration().deregister();
        open(2, Complete::new);
        submitNulls(1);
        ((Complete) provider.channel()).abortAnswer = NtStatus.UNSUCCESSFUL;
        assertStatus(NtStatus.UNSUCCESSFUL, channel::abort);
        assertRefused(Refusal.HALTED, channel.poll());
        channel.reset();
        assertEquals(List.of("start 1", "abort", "reset"), provider.channel().calls);
    }

    private static void assertCancelled(CompletableFuture<Void> stage) {
        CompletionException thrown = assertThrows(CompletionException.class, stage::join);
        assertEquals(NtStatus.CANCELLED, assertInstanceOf(NetDmaException.class, thrown.getCause()).status());
    }
}
