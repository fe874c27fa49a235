// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.scatter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;

class ScatterGatherPackingTest {

    private static final int PAGE = 4096;
    private static final long ANY = Long.MAX_VALUE;

    private Interface core;
    private MemoryRegion left;
    private MemoryRegion right;

    /** One descriptor as packed. */
    private record Packed(long length, int flags, long source, long nextSource, long destination,
            long nextDestination) {
    }

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        left = core.memory.allocate(64 * PAGE);
        right = core.memory.allocate(64 * PAGE);
    }

    @AfterEach
    void close() {
        core.close();
    }

    @Test
    @DisplayName("[XFR-12] source and destination break in one descriptor, at different points")
    void shouldBreakBothSidesIndependently() {
        ScatterGatherList source = ScatterGatherList.of(page(left, 1, 3000), page(left, 7, 0, PAGE));
        ScatterGatherList destination = ScatterGatherList.of(page(right, 2, 100), page(right, 9, 0, 1196));
        assertEquals(List.of(new Packed(5192, SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK, at(left, PAGE + 3000),
                at(left, 7 * PAGE), at(right, 2 * PAGE + 100), at(right, 9 * PAGE))), pack(source, destination, true));
    }

    @Test
    @DisplayName("[XFR-12] only the side that leaves its run breaks")
    void shouldBreakOneSideOnly() {
        ScatterGatherList source = ScatterGatherList.of(page(left, 1, 0), page(left, 5, 0, 10));
        ScatterGatherList destination = ScatterGatherList.of(new Element(right, 0, PAGE + 10));
        assertEquals(List.of(new Packed(PAGE + 10, SOURCE_PAGE_BREAK, at(left, PAGE), at(left, 5 * PAGE), at(right, 0),
                0)), pack(source, destination, true));
    }

    @Test
    @DisplayName("[XFR-12] a 1.x provider gets one descriptor for each run instead")
    void shouldUseMoreDescriptorsWithoutBreaks() {
        ScatterGatherList source = ScatterGatherList.of(page(left, 1, 3000), page(left, 7, 0, PAGE));
        ScatterGatherList destination = ScatterGatherList.of(page(right, 2, 100), page(right, 9, 0, 1196));
        assertEquals(List.of(new Packed(1096, 0, at(left, PAGE + 3000), 0, at(right, 2 * PAGE + 100), 0),
                new Packed(2900, 0, at(left, 7 * PAGE), 0, at(right, 2 * PAGE + 1196), 0),
                new Packed(1196, 0, at(left, 7 * PAGE + 2900), 0, at(right, 9 * PAGE), 0)),
                pack(source, destination, false));
    }

    @Test
    @DisplayName("[XFR-12] a piece that does not start a page cannot be broken into")
    void shouldNotBreakIntoTheMiddleOfAPage() {
        ScatterGatherList source = ScatterGatherList.of(page(left, 1, 0), new Element(left, 5 * PAGE + 8, 8));
        ScatterGatherList destination = ScatterGatherList.of(new Element(right, 0, PAGE + 8));
        List<Packed> packed = pack(source, destination, true);
        assertEquals(2, packed.size());
        assertEquals(0, packed.get(0).flags());
    }

    @Test
    @DisplayName("[XFR-11] no descriptor is longer than the maximum transfer size")
    void shouldSplitByTheMaximum() {
        ScatterGatherList source = ScatterGatherList.of(new Element(left, 0, 3 * PAGE));
        ScatterGatherList destination = ScatterGatherList.of(new Element(right, 0, 3 * PAGE));
        ScatterGatherPacking packing = new ScatterGatherPacking(true, PAGE);
        packing.begin(source, destination);
        int count = 0;
        while (packing.next()) {
            assertEquals(PAGE, packing.length());
            count++;
        }
        assertEquals(3, count);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("[XFR-12] pieces that follow each other in memory are one run")
    void shouldJoinNeighbours(boolean breaks) {
        ScatterGatherList source = ScatterGatherList.of(page(left, 1, 100), page(left, 2, 0), page(left, 3, 0, 100));
        ScatterGatherList destination =
                ScatterGatherList.of(new Element(right, 8, 4000), new Element(right, 4008, 4192));
        assertEquals(List.of(new Packed(2 * PAGE, 0, at(left, PAGE + 100), 0, at(right, 8), 0)),
                pack(source, destination, breaks));
    }

    @Test
    @DisplayName("[XFR-12] a descriptor goes on after a break for one page, no further")
    void shouldEndWithTheSecondPage() {
        ScatterGatherList source = ScatterGatherList.of(page(left, 1, 4000), new Element(left, 5 * PAGE, 3 * PAGE));
        ScatterGatherList destination = ScatterGatherList.of(new Element(right, 0, 96 + 3 * PAGE));
        assertEquals(List.of(
                new Packed(96 + PAGE, SOURCE_PAGE_BREAK, at(left, PAGE + 4000), at(left, 5 * PAGE), at(right, 0), 0),
                new Packed(2 * PAGE, 0, at(left, 6 * PAGE), 0, at(right, 96 + PAGE), 0)),
                pack(source, destination, true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("[XFR-12] random lists are packed whole, never in more descriptors with breaks than without")
    void shouldMoveRandomListsWhole(boolean breaks) {
        RandomRuns.check(300, random -> {
            ScatterGatherList source = randomList(random, left);
            ScatterGatherList destination = cutToLength(randomList(random, right), source.length());
            if (destination.length() < source.length()) {
                source = cutToLength(source, destination.length());
            }
            List<Packed> packed = pack(source, destination, breaks);
            assertEquals(addresses(source), addresses(packed, true), "source");
            assertEquals(addresses(destination), addresses(packed, false), "destination");
            assertTrue(packed.size() <= pack(source, destination, false).size());
        });
    }

    private static List<Packed> pack(ScatterGatherList source, ScatterGatherList destination, boolean breaks) {
        ScatterGatherPacking packing = new ScatterGatherPacking(breaks, ANY);
        packing.begin(source, destination);
        List<Packed> packed = new ArrayList<>();
        while (packing.next()) {
            assertFalse(packing.length() <= 0);
            packed.add(new Packed(packing.length(), packing.flags(), packing.source().address(),
                    packing.source().nextPage(), packing.destination().address(), packing.destination().nextPage()));
        }
        return packed;
    }

    /** {@return the address of every 64th byte, as the list says} */
    private static List<Long> addresses(ScatterGatherList list) {
        List<Long> addresses = new ArrayList<>();
        list.elements().forEach(piece -> addAll(addresses, piece.physicalAddress(), piece.length()));
        return addresses;
    }

    /** {@return the same, as an engine reads the descriptors} */
    private static List<Long> addresses(List<Packed> packed, boolean source) {
        List<Long> addresses = new ArrayList<>();
        for (Packed one : packed) {
            long start = source ? one.source() : one.destination();
            boolean broken = (one.flags() & (source ? SOURCE_PAGE_BREAK : DESTINATION_PAGE_BREAK)) != 0;
            long first = broken ? Math.min(one.length(), PAGE - (start & PAGE - 1)) : one.length();
            addAll(addresses, start, first);
            addAll(addresses, source ? one.nextSource() : one.nextDestination(), one.length() - first);
        }
        return addresses;
    }

    private static void addAll(List<Long> addresses, long start, long length) {
        for (long i = 0; i < length; i += 64) {
            addresses.add(start + i);
        }
    }

    /** Multiples of 64 bytes; about half of the pieces end at the end of a page and half start one. */
    private static ScatterGatherList randomList(Random random, MemoryRegion region) {
        List<Element> pieces = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int start = random.nextBoolean() ? 0 : 64 * random.nextInt(PAGE / 64);
            int end = random.nextBoolean() ? PAGE : start + 64 * (1 + random.nextInt((PAGE - start) / 64));
            int more = random.nextInt(4) == 0 ? PAGE : 0;
            pieces.add(new Element(region, (long) PAGE * random.nextInt(60) + start, end - start + more));
        }
        return new ScatterGatherList(pieces);
    }

    private static ScatterGatherList cutToLength(ScatterGatherList list, long length) {
        List<Element> pieces = new ArrayList<>();
        long left = length;
        for (Element piece : list.elements()) {
            if (left > 0) {
                pieces.add(new Element(piece.region(), piece.offset(), Math.min(left, piece.length())));
                left -= piece.length();
            }
        }
        return new ScatterGatherList(pieces);
    }

    private static Element page(MemoryRegion region, int page, int from) {
        return page(region, page, from, PAGE - from);
    }

    private static Element page(MemoryRegion region, int page, int from, int length) {
        return new Element(region, (long) page * PAGE + from, length);
    }

    private static long at(MemoryRegion region, long offset) {
        return region.physicalAddress() + offset;
    }
}
