// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaException;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.wdm.NtStatus;

/** A copy that would write what it reads is refused, wherever it comes in. */
class OverlapTest extends ChannelFixture {

    private static final int SIZE = 1 << 16;

    private FakeEngine engine;

    OverlapTest() {
        super(SIZE);
    }

    @BeforeEach
    void open() throws NetDmaException {
        engine = open(2, FakeChannel.Complete::new, 16);
    }

    private long copy(long from, long to, long length) {
        return channel.enqueueCopy(source, from, source, to, length);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 1, 2", "1, 0, 2", "100, 100, 4096", "0, 4095, 4096", "4095, 0, 4096"})
    @DisplayName("[XFR-10] a copy within one region whose source and destination overlap is refused on every way in")
    void shouldRefuse(long from, long to, long length) throws Exception {
        for (int round = 0; round < 2; round++) { // the second time the region is known
            assertRefused(Refusal.OVERLAP, copy(from, to, length));
            assertRefused(Refusal.OVERLAP,
                    channel.enqueueCopy(source, from, source, to, length, ControlFlags.SERIALIZE_TRANSFER));
            assertRefused(Refusal.OVERLAP, channel.enqueueGather(ScatterGatherList.of(new Element(source, from, length)),
                    ScatterGatherList.of(new Element(source, to, length)), 0));
            assertStatus(NtStatus.INVALID_PARAMETER, () -> channel.copy(source, from, source, to, length));
            CompletableFuture<Void> stage = channel.copyAsync(source, from, source, to, length).toCompletableFuture();
            ExecutionException thrown = Assertions.assertThrows(ExecutionException.class, stage::get);
            assertEquals(Refusal.OVERLAP.toException().getMessage(), thrown.getCause().getMessage());
            channel.suspend();
            assertRefused(Refusal.OVERLAP, channel.insertCopy(source, from, source, to, length));
            channel.resume();
            assertTrue(copy(0, 8192, 4096) > 0, "beside it");
        }
        channel.submit();
        assertEquals(2, engine.drain(), "nothing else reached the engine");
    }

    @Test
    @DisplayName("[XFR-10] copies within one region that touch and do not overlap are done")
    void shouldCopyBeside() throws NetDmaException {
        assertTrue(copy(0, 4096, 4096) > 0);
        assertTrue(copy(8192, 4096, 4096) > 0);
        assertTrue(copy(5, 4, 1) > 0);
        channel.submit();
        assertEquals(3, engine.drain());
    }

    @Test
    @DisplayName("[XFR-10] [XFR-12] every piece that a gather reads is looked at with every piece that it writes")
    void shouldLookAtAllPieces() {
        ScatterGatherList read = ScatterGatherList.of(new Element(source, 0, 100), new Element(source, 1000, 100),
                new Element(destination, 0, 100));
        ScatterGatherList clash = ScatterGatherList.of(new Element(source, 500, 200), new Element(source, 1099, 100));
        ScatterGatherList beside = ScatterGatherList.of(new Element(source, 500, 200), new Element(source, 1100, 100));
        assertRefused(Refusal.OVERLAP, channel.enqueueGather(read, clash, 0));
        assertTrue(channel.enqueueGather(read, beside, 0) > 0);
    }

    @Test
    @DisplayName("[XFR-10] two regions over one buffer are not told apart: the client's affair")
    void shouldNotSeeTwoRegionsOverOneBuffer() throws NetDmaException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
        MemoryRegion one = core.memory.wrap(buffer);
        MemoryRegion other = core.memory.wrap(buffer);
        assertTrue(channel.enqueueCopy(one, 0, other, 0, 100) > 0);
    }

    @Test
    @DisplayName("[XFR-10] [XFR-11] what the fast way in accepts is what does not overlap")
    void shouldAgreeWithTheDefinition() {
        Random random = new Random(1);
        List<Long> lengths = List.of(1L, 2L, 63L, 64L, 4096L);
        for (int i = 0; i < 10_000; i++) {
            long length = lengths.get(random.nextInt(lengths.size()));
            long from = random.nextInt(SIZE - 4096);
            long to = Math.min(SIZE - 4096, Math.max(0, from + random.nextInt(8192) - 4096));
            long answer = copy(from, to, length);
            boolean overlaps = from < to + length && to < from + length;
            assertEquals(overlaps, answer == Refusal.OVERLAP.code(), from + " to " + to + ", " + length);
            if (answer > 0) {
                channel.submit();
                engine.drain();
            }
        }
    }
}
