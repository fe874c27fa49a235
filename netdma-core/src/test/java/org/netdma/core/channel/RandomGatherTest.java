// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.provider.ProviderAttributes;

/**
 * Random lists through a small ring and an engine that moves byte for byte: the destination is as if all pieces were
 * copied one after the other, and not a byte beside them is touched.
 */
class RandomGatherTest {

    private static final int PAGE = 4096;
    private static final int PAGES = 16;
    private static final int ROUNDS = 250;
    private static final int MAXIMUM_TRANSFER = 3 * PAGE + 100;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-11] [XFR-12] random scatter-gather lists are copied byte for byte, by 1.0 and by 2.0")
    void shouldCopyRandomLists(int major) {
        RandomRuns.check(1, random -> {
            FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
            try (Interface core = new Interface()) {
                provider.register(core.netDma, "0000");
                provider.registration().start(new ProviderAttributes(1, 0, 0, 1, MAXIMUM_TRANSFER, Long.MAX_VALUE));
                DmaChannel channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(64));
                MemoryRegion[] sources = {filled(core, random), filled(core, random)};
                MemoryRegion[] destinations = {filled(core, random), filled(core, random)};
                for (int round = 0; round < ROUNDS; round++) {
                    ScatterGatherList to = apart(random, destinations);
                    ScatterGatherList from = anyOf(random, sources, to.length());
                    assertCopied(channel, provider, from, to, destinations, "round " + round);
                }
            }
        });
    }

    private static MemoryRegion filled(Interface core, Random random) throws NetDmaException {
        return core.filled(PAGES * PAGE, random.nextLong());
    }

    private static void assertCopied(DmaChannel channel, FakeProvider provider, ScatterGatherList from,
            ScatterGatherList to, MemoryRegion[] destinations, String where) throws NetDmaException {
        List<ByteBuffer> expected = expected(from, to, destinations);
        long ticket = channel.enqueueGather(from, to, 0);
        assertTrue(!Refusal.isRefusal(ticket), where);
        assertEquals(ticket, channel.submit(), where);
        provider.channel().engine.drain();
        assertEquals(ticket, channel.poll(), where);
        for (int i = 0; i < destinations.length; i++) {
            assertEquals(-1, expected.get(i).mismatch(destinations[i].buffer()), where + ", destination " + i);
        }
    }

    /** {@return what the destinations shall look like, computed without descriptors} */
    private static List<ByteBuffer> expected(ScatterGatherList from, ScatterGatherList to, MemoryRegion[] destinations)
            throws NetDmaException {
        ByteBuffer moved = ByteBuffer.allocate((int) from.length());
        for (Element piece : from.elements()) {
            moved.put(piece.region().buffer().slice((int) piece.offset(), (int) piece.length()));
        }
        moved.flip();
        List<ByteBuffer> expected = new ArrayList<>();
        for (MemoryRegion destination : destinations) {
            ByteBuffer bytes = ByteBuffer.allocate((int) destination.size()).put(destination.buffer()).flip();
            expected.add(bytes);
        }
        for (Element piece : to.elements()) {
            int region = piece.region() == destinations[0] ? 0 : 1;
            byte[] bytes = new byte[(int) piece.length()];
            moved.get(bytes);
            expected.get(region).put((int) piece.offset(), bytes);
        }
        return expected;
    }

    /** {@return pieces that do not overlap, in random order: each in pages of its own, often up to or from an edge} */
    private static ScatterGatherList apart(Random random, MemoryRegion[] regions) {
        List<Element> pieces = new ArrayList<>();
        for (MemoryRegion region : regions) {
            int page = random.nextInt(3);
            while (page < PAGES) {
                int pages = Math.min(PAGES - page, 1 + random.nextInt(2) * random.nextInt(5));
                int start = edge(random, 0, PAGE - 1);
                int end = edge(random, (pages - 1) * PAGE + start + 1, pages * PAGE);
                pieces.add(random.nextInt(pieces.size() + 1),
                        new Element(region, (long) page * PAGE + start, end - start));
                page += pages + random.nextInt(2) * random.nextInt(4);
            }
        }
        return new ScatterGatherList(pieces.subList(0, 1 + random.nextInt(Math.min(8, pieces.size()))));
    }

    /** {@return pieces of a length together; they may overlap, and follow each other in memory} */
    private static ScatterGatherList anyOf(Random random, MemoryRegion[] regions, long length) {
        List<Element> pieces = new ArrayList<>();
        long left = length;
        Element last = null;
        while (left > 0) {
            MemoryRegion region = regions[random.nextInt(regions.length)];
            long start = (long) PAGE * random.nextInt(PAGES) + edge(random, 0, PAGE - 1);
            if (last != null && random.nextInt(4) == 0 && last.offset() + last.length() < last.region().size()) {
                region = last.region();
                start = last.offset() + last.length();
            }
            long most = Math.min(left, region.size() - start);
            long size = random.nextBoolean() ? Math.min(most, PAGE - (start & PAGE - 1)) : 1 + random.nextLong(most);
            last = new Element(region, start, size);
            pieces.add(last);
            left -= size;
        }
        return new ScatterGatherList(pieces);
    }

    /** {@return the least, the most, or something between} */
    private static int edge(Random random, int least, int most) {
        return switch (random.nextInt(4)) {
            case 0, 1 -> least;
            case 2 -> most;
            default -> least + random.nextInt(most - least + 1);
        };
    }
}
