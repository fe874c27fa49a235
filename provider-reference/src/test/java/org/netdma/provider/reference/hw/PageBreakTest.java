// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.NOWHERE;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;

@DisplayName("[XFR-12] page breaks")
class PageBreakTest {

    private static final int PAGE = 4096;
    private static final int BOTH = SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK;

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    private void run(int size, int flags, long from, long to, long nextFrom, long nextTo) {
        fixture.write(0, size, flags | STATUS_UPDATE_ON_COMPLETION, from, to, slot(1));
        fixture.breakAt(0, nextFrom, nextTo);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
    }

    /** {@return the bytes of a side: from an offset to the end of its page, then on at another page} */
    private static byte[] gather(TestMemory.Window window, int offset, int nextOffset, int size) {
        int first = Math.min(size, PAGE - offset % PAGE);
        return ByteBuffer.allocate(size).put(window.read(offset, first)).put(window.read(nextOffset, size - first))
                .array();
    }

    @ParameterizedTest(name = "{0} bytes, source at {1}, destination at {2}")
    @CsvSource({"4096, 100, 300", "4096, 300, 100", "200, 4000, 4050", "200, 4050, 4000", "64, 4080, 4080",
        "8192, 1, 4095", "2, 4095, 4095", "12000, 4000, 8"})
    @DisplayName("both sides break, each at its own point")
    void shouldBreakBothSides(int size, int sourceOffset, int destinationOffset) {
        int nextSource = 5 * PAGE;
        int nextDestination = 9 * PAGE;
        run(size, BOTH, SOURCE + sourceOffset, DESTINATION + destinationOffset, SOURCE + nextSource,
                DESTINATION + nextDestination);

        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
        assertArrayEquals(gather(fixture.source, sourceOffset, nextSource, size),
                gather(fixture.destination, destinationOffset, nextDestination, size));
        int first = Math.min(size, PAGE - destinationOffset);
        fixture.assertUntouched(0, destinationOffset);
        fixture.assertUntouched(PAGE, nextDestination - PAGE);
        fixture.assertUntouched(nextDestination + size - first, 1000);
    }

    @Test
    @DisplayName("only the source breaks")
    void shouldBreakTheSource() {
        run(4096, SOURCE_PAGE_BREAK, SOURCE + 1000, DESTINATION + 200, SOURCE + 3 * PAGE, NOWHERE);

        assertArrayEquals(gather(fixture.source, 1000, 3 * PAGE, 4096), fixture.destination.read(200, 4096));
    }

    @Test
    @DisplayName("only the destination breaks")
    void shouldBreakTheDestination() {
        run(4096, DESTINATION_PAGE_BREAK, SOURCE + 1000, DESTINATION + 200, NOWHERE, DESTINATION + 3 * PAGE);

        assertArrayEquals(fixture.source.read(1000, 4096), gather(fixture.destination, 200, 3 * PAGE, 4096));
    }

    @Test
    @DisplayName("a transfer that ends with its page never goes to the next one")
    void shouldNotBreakWhenThePageSuffices() {
        run(96, BOTH, SOURCE + 4000, DESTINATION + 4000, NOWHERE & -PAGE, NOWHERE & -PAGE);

        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
        fixture.assertCopied(4000, 96);
    }

    @ParameterizedTest
    @CsvSource({"64, 0", "0, 64", "4095, 0"})
    @DisplayName("a second page that is not page aligned is a fault")
    void shouldRefuseMisalignedPages(int sourceMisalignment, int destinationMisalignment) {
        run(4096, BOTH, SOURCE + 1000, DESTINATION + 1000, SOURCE + 3 * PAGE + sourceMisalignment,
                DESTINATION + 3 * PAGE + destinationMisalignment);

        assertEquals(FaultCode.PAGE_BREAK_ADDRESS, fixture.channel().error());
        fixture.assertUntouched(1000, 3096);
    }

    @Test
    @DisplayName("a second page that is nowhere is a fault of its side")
    void shouldHaltOnUnreachablePages() {
        run(4096, BOTH, SOURCE + 1000, DESTINATION + 1000, NOWHERE & -PAGE, DESTINATION + 3 * PAGE);
        assertEquals(FaultCode.SOURCE_ADDRESS, fixture.channel().error());

        run(4096, BOTH, SOURCE + 1000, DESTINATION + 1000, SOURCE + 3 * PAGE, NOWHERE & -PAGE);
        assertEquals(FaultCode.DESTINATION_ADDRESS, fixture.channel().error());
    }

    @Test
    @DisplayName("[XFR-9] a null transfer does not look at its pages; neither does an empty one")
    void shouldIgnorePagesOfNullTransfers() {
        run(4096, BOTH | NULL_TRANSFER, NOWHERE, NOWHERE, 1, 1);
        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
        run(0, BOTH, NOWHERE, NOWHERE, 1, 1);
        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-11] the maximum holds for broken transfers too")
    void shouldRefuseTooLargeBrokenTransfers() {
        run(EngineFixture.MAXIMUM_TRANSFER + 1, BOTH, SOURCE, DESTINATION, SOURCE, DESTINATION);
        assertEquals(FaultCode.TRANSFER_SIZE, fixture.channel().error());
    }

    @Test
    @DisplayName("a transfer that crosses from one window into its neighbour is copied whole")
    void shouldCrossWindows() {
        TestMemory.Window left = fixture.memory.map(0x50_0000, 1000).filled(3);
        TestMemory.Window right = fixture.memory.map(0x50_0000 + 1000, 1000).filled(5);
        run(600, 0, 0x50_0000 + 700, DESTINATION + 64, 0, 0);

        assertArrayEquals(left.read(700, 300), fixture.destination.read(64, 300));
        assertArrayEquals(right.read(0, 300), fixture.destination.read(364, 300));
    }
}
