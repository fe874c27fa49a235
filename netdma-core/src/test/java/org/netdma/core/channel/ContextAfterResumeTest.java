// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.wdm.NtStatus;

/** The context change that comes with ResumeDma: where it stands in the chain, and that no count knows of it. */
class ContextAfterResumeTest extends CopyFixture {

    private static final int PART = 4096;

    private final FakeProvider provider = FakeProvider.cacheAware(FakeChannel.Complete::new);
    private DmaChannel channel;
    private FakeEngine engine;

    ContextAfterResumeTest() {
        super(PART * 16);
    }

    @BeforeEach
    void open() throws NetDmaException {
        channel = core.channelOf(provider, 4);
        engine = provider.channel().engine;
        engine.drain();
        engine.contexts.clear();
    }

    @AfterEach
    void close() {
        engine.drain();
    }

    @Test
    @DisplayName("[DCA-2] [XFR-6] after resume the context changes before anything that is left")
    void shouldChangeContextBeforeWhatIsLeft() throws NetDmaException {
        long last = submitParts(3);
        engine.step(1);
        assertEquals(1, channel.suspend());
        channel.resume();
        assertEquals(List.of("start 2", "append 3", "suspend", "resume", "append 1"), provider.channel().calls);
        assertEquals(1, engine.step(1));
        assertEquals(1, engine.contexts.size());
        assertEquals(1, channel.poll());
        assertEquals(2, engine.drain());
        assertTrue(channel.poll() >= last);
        assertEquals(3, channel.info().submitted());
        assertEquals(3, channel.info().completed());
        assertEquals(-1, source.buffer().limit(3 * PART).mismatch(destination.buffer().limit(3 * PART)));
    }

    @Test
    @DisplayName("[DCA-2] a channel that has nothing left changes its context too, and says when that is done")
    void shouldChangeContextOfAnIdleChannel() throws NetDmaException {
        submitParts(1);
        engine.drain();
        channel.suspend();
        channel.resume();
        CompletableFuture<Void> closed = Background.run(channel::close);
        Interface.await(() -> channel.info().state() == ChannelState.CLOSING);
        assertEquals(2, engine.drain());
        closed.join();
        assertEquals(1, engine.contexts.size());
        assertEquals(List.of("start 2", "append 1", "suspend", "resume", "append 2", "free"),
                provider.channel().calls);
        assertEquals(1, channel.info().submitted());
        assertEquals(1, channel.info().completed());
    }

    @Test
    @DisplayName("[DCA-2] a full ring has room for context changes, however often it is resumed")
    void shouldHaveRoomInAFullRing() throws NetDmaException {
        long last = submitParts(3);
        assertEquals(0, channel.freeEntries());
        for (int i = 0; i < 5; i++) {
            channel.suspend();
            channel.resume();
            assertEquals(0, channel.freeEntries());
            assertEquals(Refusal.RING_FULL.code(), channel.enqueueNull(0));
        }
        engine.drain();
        assertTrue(channel.poll() >= last);
        assertTrue(!engine.contexts.isEmpty());
        assertEquals(3, channel.info().submitted());
        assertEquals(3, channel.info().completed());
        assertEquals(3, channel.freeEntries());
        long next = submitParts(3);
        engine.drain();
        assertEquals(next, channel.poll());
        assertEquals(6, channel.info().completed());
    }

    @Test
    @DisplayName("[DCA-2] many rounds with suspensions lose no copy")
    void shouldGoOnForManyRounds() throws NetDmaException {
        for (int round = 1; round <= 50; round++) {
            destination.buffer().put(0, new byte[3 * PART]);
            long last = submitParts(3);
            engine.step(round % 4);
            channel.suspend();
            channel.resume();
            engine.drain();
            assertTrue(channel.poll() >= last);
            assertEquals(-1, source.buffer().limit(3 * PART).mismatch(destination.buffer().limit(3 * PART)));
            assertEquals(3L * round, channel.info().completed());
        }
        assertEquals(50, engine.contexts.size());
    }

    @Test
    @DisplayName("[DCA-2] [XFR-6] a copy that is inserted comes behind the context change")
    void shouldComeBeforeAnInsertedCopy() throws NetDmaException {
        submitParts(2);
        channel.suspend();
        long inserted = channel.insertCopy(source, 2 * PART, destination, 2 * PART, PART);
        channel.resume();
        engine.step(1);
        assertEquals(1, engine.contexts.size());
        engine.drain();
        assertTrue(channel.poll() >= inserted);
        assertEquals(-1, source.buffer().limit(3 * PART).mismatch(destination.buffer().limit(3 * PART)));
        assertEquals(3, channel.info().completed());
    }

    @Test
    @DisplayName("[DCA-2] a client cannot cancel the context change")
    void shouldNotBeCancelled() throws NetDmaException {
        long last = submitParts(2);
        channel.suspend();
        channel.resume();
        channel.suspend();
        NetDmaException thrown = assertThrows(NetDmaException.class, () -> channel.cancel(last + 1));
        assertEquals(NtStatus.INVALID_PARAMETER, thrown.status());
        channel.resume();
        engine.drain();
        assertEquals(2, channel.info().completed());
    }

    @Test
    @DisplayName("[DCA-2] context changes that a fault leaves undone are no failed copies")
    void shouldNotCountAmongTheFailed() throws NetDmaException {
        submitParts(2);
        channel.suspend();
        engine.faultAfter(0);
        channel.resume();
        engine.drain();
        Interface.await(() -> channel.poll() == Refusal.HALTED.code());
        assertEquals(2, channel.info().submitted());
        assertEquals(0, channel.info().completed());
        assertEquals(2, channel.info().failed());
        channel.reset();
        assertEquals(2, channel.info().submitted());
        assertEquals(0, channel.info().completed());
        assertEquals(2, channel.info().failed());
    }

    private long submitParts(int parts) {
        for (int part = 0; part < parts; part++) {
            assertTrue(channel.enqueueCopy(source, part * PART, destination, part * PART, PART) > 0);
        }
        long last = channel.submit();
        assertTrue(last > 0);
        return last;
    }
}
