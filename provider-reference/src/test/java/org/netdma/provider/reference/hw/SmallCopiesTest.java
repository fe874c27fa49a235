// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DATA_SIZE;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaVersion;

@DisplayName("small copies that lie one behind the other")
class SmallCopiesTest {

    private static final int SIZE = 64;
    private static final int TINY = 256;
    private static final int WAITED_FOR = 4096;
    private static final int LARGEST = 65536;
    /** From one copy to the next. */
    private static final int DISTANCE = 1024;
    private static final int SUBMITTED = 12;
    private static final long CONTROL = 7;

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);
    private final RegisterFile registers = new RegisterFile();
    private final ChannelPort port = new ChannelPort(registers, 0, new InterruptUnit(registers, 1));
    private final IotlbEntry source = new IotlbEntry(fixture.memory, Long.MAX_VALUE, IotlbEntry.Access.READ);
    private final IotlbEntry destination = new IotlbEntry(fixture.memory, Long.MAX_VALUE, IotlbEntry.Access.WRITE);
    private final SmallCopies small = new SmallCopies(port, source, destination, DATA_SIZE);

    @BeforeEach
    void prepare() {
        for (int n = 0; n <= SUBMITTED; n++) {
            fixture.copy(n, n * DISTANCE, SIZE, 0);
        }
        registers.write(RegisterMap.channel(0) + RegisterMap.CHAN_CONTROL, CONTROL);
        source.locate(SOURCE, 1);
        destination.locate(DESTINATION, 1);
    }

    private int run(int most) {
        return small.run(fixture.ring().bytes(), 0, slot(0), most, CONTROL);
    }

    private void assertDone(int expected) {
        assertEquals(expected, run(SUBMITTED));
        for (int n = 0; n < expected; n++) {
            fixture.assertCopied(n * DISTANCE, SIZE);
        }
        fixture.assertUntouched(expected * DISTANCE, SIZE);
    }

    @Test
    @DisplayName("are all done, none of them asks for the word")
    void shouldDoAsManyAsAreThere() {
        assertDone(SUBMITTED);
        assertEquals(-1, small.reporting());
    }

    @Test
    @DisplayName("are done eight at a time when they are not tiny")
    void shouldDoFewerThatTakeLonger() {
        for (int n = 0; n <= SUBMITTED; n++) {
            fixture.copy(n, n * DISTANCE, TINY + 1, 0);
        }
        assertDone(8);
        assertEquals(TINY + 1, small.bytesEach());
    }

    @Test
    @DisplayName("end with one that asks for the word and took long")
    void shouldReportALongCopyAtOnce() {
        fixture.copy(0, 0, TINY + 1, 0);
        fixture.copy(1, DISTANCE, WAITED_FOR + 1, STATUS_UPDATE_ON_COMPLETION);
        assertEquals(2, run(4));
        assertEquals(1, small.reporting());
    }

    @Test
    @DisplayName("end before one that takes long, when one before it asked for the word")
    void shouldNotLetAReportWaitForALongCopy() {
        fixture.copy(0, 0, TINY + 1, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(1, DISTANCE, WAITED_FOR, 0);
        fixture.copy(2, 2 * DISTANCE, WAITED_FOR + 1, 0);
        assertEquals(2, run(4));
        assertEquals(0, small.reporting());
    }

    @Test
    @DisplayName("are done up to as many as are submitted")
    void shouldDoNoMoreThanSubmitted() {
        assertEquals(3, run(3));
        fixture.assertUntouched(3 * DISTANCE, SIZE);
    }

    @Test
    @DisplayName("[CPL-2] the last one that asks for the word reports for all")
    void shouldReportOnceForAll() {
        fixture.copy(1, DISTANCE, SIZE, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(4, 4 * DISTANCE, SIZE, STATUS_UPDATE_ON_COMPLETION);
        assertDone(SUBMITTED);
        assertEquals(4, small.reporting());
        assertEquals(1, run(1));
        assertEquals(-1, small.reporting(), "of the run before");
    }

    @ParameterizedTest
    @ValueSource(ints = {INTERRUPT_ON_COMPLETION, NULL_TRANSFER, 1 << 31})
    @DisplayName("end before one that asks for more")
    void shouldEndBeforeOtherFlags(int flags) {
        fixture.copy(2, 2 * DISTANCE, SIZE, flags);
        assertDone(2);
    }

    @ParameterizedTest
    @CsvSource({SIZE + ",0", SIZE + ",-1", SIZE + "," + (TINY + 1), (TINY + 1) + ",0", (TINY + 1) + ",-1",
            (TINY + 1) + "," + (LARGEST + 1)})
    @DisplayName("end before one that moves nothing, or more than they do")
    void shouldEndBeforeOtherSizes(int first, int other) {
        fixture.copy(0, 0, first, 0);
        fixture.copy(2, 2 * DISTANCE, other, 0);
        assertDone(2);
    }

    @Test
    @DisplayName("end with one whose link leads elsewhere")
    void shouldEndWhereTheChainJumps() {
        fixture.link(0, 2, slot(5));
        assertDone(3);
        assertEquals(slot(5), small.following());
    }

    @ParameterizedTest
    @ValueSource(longs = {SOURCE - 1, SOURCE + DATA_SIZE - SIZE + 1, SOURCE + DATA_SIZE, 0, -1, Long.MIN_VALUE})
    @DisplayName("end before one that reads outside of the window")
    void shouldEndBeforeAnotherSource(long from) {
        fixture.write(2, SIZE, 0, from, DESTINATION + 2 * DISTANCE, slot(3));
        assertDone(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {DESTINATION - 1, DESTINATION + DATA_SIZE - SIZE + 1, SOURCE, 0, -1, Long.MIN_VALUE})
    @DisplayName("end before one that writes outside of the window")
    void shouldEndBeforeAnotherDestination(long to) {
        fixture.write(2, SIZE, 0, SOURCE, to, slot(3));
        assertDone(2);
    }

    @Test
    @DisplayName("begin only in windows that are known and open")
    void shouldBeginInOpenWindowsOnly() {
        source.invalidate();
        assertEquals(0, run(1));
        source.locate(SOURCE, 1);
        fixture.destination.close();
        assertEquals(0, run(1));
        fixture.assertUntouched(0, SIZE);
    }

    @Test
    @DisplayName("[XFR-2, XFR-7] are not begun after another command was given")
    void shouldBeginNothingAfterACommand() {
        registers.write(RegisterMap.channel(0) + RegisterMap.CHAN_CONTROL, CONTROL + 1);
        assertEquals(0, run(SUBMITTED));
        fixture.assertUntouched(0, SIZE);
    }

    @Test
    @DisplayName("end before one whose memory fails, which then fails the long way")
    void shouldLeaveWhatFailsToTheLongWay() {
        fixture.memory.map(EngineFixture.NOWHERE, 4 * SIZE).cut(2 * SIZE);
        for (int n = 0; n < 4; n++) {
            fixture.write(n, SIZE, 0, EngineFixture.NOWHERE + n * SIZE, DESTINATION + n * DISTANCE, slot(n + 1));
        }
        source.locate(EngineFixture.NOWHERE, 1);
        assertEquals(2, run(4));

        fixture.channel().startDma(slot(0), 4);
        fixture.run();
        assertEquals(FaultCode.INTERNAL, fixture.channel().error());
        assertEquals(slot(2), fixture.channel().faultAddress());
    }
}
