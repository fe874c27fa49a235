// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchRegistration;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.Descriptor;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.Region;

/**
 * Page breaks. A copy of two pages is laid out in one piece; where a side breaks, its second page is moved elsewhere
 * before the copy, and back after it, so that the pattern shows whether the engine went there.
 */
@Given(Premise.COPIES)
@Needs({Ability.COUNTED_CHAINS, Ability.PAGE_BREAK})
abstract class PageBreakRules extends ConformanceSuite {

    private static final int PAGE = DescriptorLayout.PAGE_SIZE;

    @Test
    @DisplayName("[XFR-12] follows page breaks of source and destination, at different points and at the same")
    void shouldFollowPageBreaks(Bench bench) {
        BenchRegistration registration = bench.startDevice().registration();
        assertAll(() -> copy(bench, registration, 4000, 16, 2000, SOURCE_PAGE_BREAK),
                () -> copy(bench, registration, 16, 3001, 3000, DESTINATION_PAGE_BREAK),
                () -> copy(bench, registration, 4000, 3001, 4096, SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK),
                () -> copy(bench, registration, 100, 4095, 4096, SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK),
                () -> copy(bench, registration, 2048, 2048, 4096, SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK));
    }

    private static void copy(Bench bench, BenchRegistration registration, int sourceOffset, int destinationOffset,
            int size, int flags) {
        Channel channel = registration.allocate();
        Region source = bench.memory().allocate(2 * PAGE);
        Region destination = bench.memory().allocate(2 * PAGE);
        PatternedCopy copy = Copies.between(source, sourceOffset, destination, destinationOffset, size);
        Region sourceElsewhere = bench.memory().allocate(PAGE);
        Region destinationElsewhere = bench.memory().allocate(PAGE);
        if ((flags & SOURCE_PAGE_BREAK) != 0) {
            swapSecondPage(source, sourceElsewhere);
        }
        if ((flags & DESTINATION_PAGE_BREAK) != 0) {
            swapSecondPage(destination, destinationElsewhere);
        }

        channel.awaitDone(channel.submit(List.of(new Descriptor(size, flags, copy.sourceAddress(),
                copy.destinationAddress(), sourceElsewhere.start(), destinationElsewhere.start()))));

        if ((flags & SOURCE_PAGE_BREAK) != 0) {
            swapSecondPage(source, sourceElsewhere);
        }
        if ((flags & DESTINATION_PAGE_BREAK) != 0) {
            swapSecondPage(destination, destinationElsewhere);
        }
        Copies.check("%d bytes from page offset %d to %d".formatted(size, sourceOffset, destinationOffset),
                copy.verifyCopied());
        channel.free();
    }

    private static void swapSecondPage(Region region, Region elsewhere) {
        for (int i = 0; i < PAGE; i++) {
            byte kept = region.memory().get(PAGE + i);
            region.memory().put(PAGE + i, elsewhere.memory().get(i));
            elsewhere.memory().put(i, kept);
        }
    }
}
