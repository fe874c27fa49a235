// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.verifier.VerifierMode;

/** Clients that break a rule, one each, and what the verifier sees of it. */
class WrongClientsTest extends WatchedClientFixture {

    /** {@return the verifier of the interface that the test uses from now on} */
    private Verifying useImpatient() throws NetDmaException {
        core.close();
        Verifying impatient = Verifying.impatient();
        use(new Interface(Settings.DEFAULT, impatient.verifier));
        return impatient;
    }

    @Test
    @DisplayName("a client that does all right is not reported, whichever way it copies")
    void shouldSeeNothingOfARightClient() throws Exception {
        DmaChannel channel = core.channelOf(provider, 8);
        MemoryRegion third = core.filled(SIZE, 3);
        assertTrue(channel.enqueueCopy(source, 0, destination, 0, SIZE) > 0);
        assertTrue(channel.enqueueCopy(destination, 0, third, 0, SIZE) > 0); // reads what the one before writes
        assertTrue(channel.enqueueCopy(third, 0, source, 0, SIZE) > 0);
        long last = channel.submit();
        provider.channel().engine.drain();
        assertEquals(last, channel.poll());
        CompletableFuture<Void> copied = channel.copyAsync(source, 0, third, 0, SIZE).toCompletableFuture();
        provider.channel().engine.drain();
        copied.get(60, TimeUnit.SECONDS);
        Interface.assertSame(source, third);
        channel.close();
        verifying.assertClean();
    }

    @Test
    @DisplayName("in mode OFF a client gets the real channel")
    void shouldGiveTheRealChannelInModeOff() throws NetDmaException {
        verifying.verifier.setMode(CLIENT, VerifierMode.OFF);
        assertInstanceOf(CoreChannel.class, core.channelOf(provider, 8));
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
        assertEquals(channel, told.get(60, TimeUnit.SECONDS));
        Interface.await(() -> !dpc.isAlive());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
