// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.Refusal;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/** Clients that break a rule, one each, and what the verifier sees of it. */
class WrongClientsTest extends WatchedClientFixture {

    /** {@return the verifier of the interface that the test uses from now on} */
    private Verifying useImpatient() throws NetDmaException {
        core.close();
        Verifying impatient = Verifying.impatient();
        use(new Interface(Settings.DEFAULT, impatient.verifier));
        return impatient;
    }

    private void touchSource() throws NetDmaException {
        source.buffer().put(17, (byte) ~source.buffer().get(17));
    }

    private Violation assertTouched(String call) {
        return verifying.assertSeen(VerifierRule.BUFFER_TOUCHED_DURING_TRANSFER, CLIENT, call);
    }

    @Test
    @DisplayName("a client that does all right is not reported, whichever way it copies")
    void shouldSeeNothingOfARightClient() throws Exception {
        DmaChannel channel = core.channelOf(provider, 8);
        MemoryRegion third = core.filled(SIZE, 3);
        assertTrue(channel.enqueueCopy(source, 0, destination, 0, SIZE) > 0);
        touchSource(); // before submission it is the client's
        assertTrue(channel.enqueueCopy(destination, 0, third, 0, SIZE) > 0); // reads what the one before writes
        assertTrue(channel.enqueueCopy(third, 0, source, 0, SIZE) > 0);
        long last = channel.submit();
        provider.channel().engine.drain();
        assertEquals(last, channel.poll());
        touchSource(); // now it is the client's again
        CompletableFuture<Void> copied = channel.copyAsync(source, 0, third, 0, SIZE).toCompletableFuture();
        provider.channel().engine.drain();
        copied.get(10, TimeUnit.SECONDS);
        Interface.assertSame(source, third);
        channel.close();
        verifying.assertClean();
    }

    @Test
    @DisplayName("a client that writes into the source of a copy that is not done")
    void shouldSeeAWriteIntoTheSource() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        submit(channel, source, destination);
        touchSource();
        provider.channel().engine.drain();
        channel.poll();
        Violation seen = assertTouched("DmaChannel.submit");
        assertTrue(seen.detail().startsWith("bytes of the source of a copy of 4096 bytes from region"), seen::detail);
        assertTrue(seen.stack().stream().anyMatch(frame -> frame.getMethodName().equals("submit")),
                seen.stack()::toString);
    }

    @Test
    @DisplayName("a client that writes into the destination of a copy that is not done")
    void shouldSeeAWriteIntoTheDestination() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        submit(channel, source, destination);
        provider.channel().engine.drain();
        destination.buffer().put(17, (byte) ~destination.buffer().get(17)); // done, and the client was not told yet
        channel.poll();
        Violation seen = assertTouched("DmaChannel.submit");
        assertTrue(seen.detail().startsWith("bytes of the destination"), seen::detail);
    }

    @Test
    @DisplayName("a client that writes into the source of an asynchronous copy")
    void shouldSeeAWriteDuringAnAsynchronousCopy() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        CompletableFuture<Void> copied = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        touchSource();
        provider.channel().engine.drain();
        Interface.await(copied::isDone);
        assertTouched("DmaChannel.copyAsync");
    }

    @Test
    @DisplayName("in mode STRICT its channel is closed, and what it copies fails")
    void shouldCloseTheChannelInModeStrict() throws Exception {
        verifying.verifier.setMode(CLIENT, VerifierMode.STRICT);
        DmaChannel channel = core.channelOf(provider, 8);
        CompletableFuture<Void> copied = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        touchSource();
        provider.channel().engine.drain();
        ExecutionException failed = assertThrows(ExecutionException.class, () -> copied.get(10, TimeUnit.SECONDS));
        assertEquals(NtStatus.ACCESS_VIOLATION, assertInstanceOf(NetDmaException.class, failed.getCause()).status());
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.enqueueCopy(source, 0, destination, 0, SIZE));
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.poll());
        assertThrows(NetDmaException.class, () -> channel.copy(source, 0, destination, 0, SIZE));
        assertThrows(NetDmaException.class, () -> channel.await(1, Duration.ofSeconds(1)));
        assertEquals(0, core.clients.channels().size());
        assertEquals(List.of(), verifying.failed);
    }

    @Test
    @DisplayName("in mode OFF a client gets the real channel")
    void shouldGiveTheRealChannelInModeOff() throws NetDmaException {
        verifying.verifier.setMode(CLIENT, VerifierMode.OFF);
        assertInstanceOf(CoreChannel.class, core.channelOf(provider, 8));
    }

    @Test
    @DisplayName("turned off, a watched channel reports nothing")
    void shouldReportNothingOnceTurnedOff() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        submit(channel, source, destination);
        touchSource();
        verifying.verifier.setMode(VerifierMode.OFF);
        provider.channel().engine.drain();
        assertEquals(1, channel.poll());
        verifying.assertClean();
    }

    @Test
    @DisplayName("a copy that was refused is the client's to change")
    void shouldNotLookAtWhatWasRefused() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        provider.channel().answer = NtStatus.UNSUCCESSFUL;
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        assertEquals(Refusal.PROVIDER_REFUSED.code(), channel.submit());
        touchSource();
        provider.channel().answer = NtStatus.SUCCESS;
        assertEquals(1, channel.submit());
        provider.channel().engine.drain();
        assertEquals(1, channel.poll());
        verifying.assertClean();
    }

    @Test
    @DisplayName("a copy that is enqueued when another one is refused is the client's to change until it is submitted")
    void shouldNotLookAtWhatDidNotGoWithARefusedCopy() throws NetDmaException {
        DmaChannel channel = core.channelOf(provider, 8);
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        assertThrows(NetDmaException.class, () -> channel.copy(source, 0, destination, 0, 0));
        touchSource();
        assertEquals(1, channel.submit());
        provider.channel().engine.drain();
        assertEquals(1, channel.poll());
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        assertTrue(channel.copyAsync(source, 0, null, 0, SIZE).toCompletableFuture().isCompletedExceptionally());
        touchSource();
        assertEquals(2, channel.submit());
        provider.channel().engine.drain();
        assertEquals(2, channel.poll());
        verifying.assertClean();
    }

    @Test
    @DisplayName("a copy that is enqueued while its channel is suspended and resumed is so, too")
    void shouldNotLookAtWhatDidNotGoWithAResume() throws NetDmaException {
        FakeProvider suspendable = new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Complete::new);
        DmaChannel channel = core.channelOf(suspendable, 8);
        channel.enqueueCopy(source, 0, destination, 0, SIZE);
        channel.suspend();
        channel.resume();
        touchSource();
        assertEquals(1, channel.submit());
        suspendable.channel().engine.drain();
        assertEquals(1, channel.poll());
        verifying.assertClean();
    }

    @Test
    @DisplayName("[PNP-18] a client whose listener of providers does not return")
    void shouldSeeABlockedClientListener() throws NetDmaException {
        Verifying impatient = useImpatient();
        CountDownLatch over = new CountDownLatch(1);
        try (DmaClient listening = core.clients.register("listening", event -> awaitQuietly(over))) {
            provider.register(core.netDma, "0000");
            impatient.awaitBlocked(CLIENT, "DmaClientListener.notified");
            over.countDown();
        }
    }

    @Test
    @DisplayName("[PNP-18] a client whose completion listener does not return; it is given its own channel")
    void shouldSeeABlockedCompletionListener() throws Exception {
        Verifying impatient = useImpatient();
        CountDownLatch over = new CountDownLatch(1);
        CompletableFuture<DmaChannel> told = new CompletableFuture<>();
        provider.register(core.netDma, "0000");
        provider.start();
        DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT, (of, ticket) -> {
            told.complete(of);
            awaitQuietly(over);
        });
        channel.enqueueCopy(source, 0, destination, 0, SIZE, ControlFlags.INTERRUPT_ON_COMPLETION);
        channel.submit();
        Thread dpc = new Thread(provider.channel().engine::drain, "DPC of a blocked listener");
        dpc.start();
        impatient.awaitBlocked(CLIENT, "CompletionListener.completed");
        over.countDown();
        assertEquals(channel, told.get(10, TimeUnit.SECONDS));
        Interface.await(() -> !dpc.isAlive());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
