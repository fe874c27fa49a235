// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DESTINATION_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.NOWHERE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

@DisplayName("completion")
class CompletionTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    private void run(int count) {
        fixture.channel().startDma(slot(0), count);
        fixture.run();
    }

    @Test
    @DisplayName("[CPL-1] without a flag nothing is reported; CHAN_STATUS knows all the same")
    void shouldReportNothingUnasked() {
        fixture.copy(0, 0, 64, 0);
        run(1);

        assertEquals(CompletionWord.ARMED, fixture.word());
        assertTrue(fixture.interrupts.isEmpty());
        assertEquals(word(0, TransferStatus.IDLE), fixture.channel().status());
    }

    @Test
    @DisplayName("[CPL-1] a status update writes the word and does not interrupt")
    void shouldWriteStatusOnly() {
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        run(1);

        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
        assertTrue(fixture.interrupts.isEmpty());
    }

    @Test
    @DisplayName("[CPL-1] an interrupt does not write the word")
    void shouldInterruptOnly() {
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION);
        run(1);

        assertEquals(CompletionWord.ARMED, fixture.word());
        assertEquals(List.of(0), fixture.interrupts);
    }

    @Test
    @DisplayName("[INT-1] the word is written before the interrupt, and both before the next descriptor")
    void shouldWriteStatusBeforeTheInterrupt() {
        List<Long> seen = new ArrayList<>();
        fixture.engine.connectInterrupt(0, () -> {
            seen.add(fixture.word());
            assertEquals(fixture.word(), fixture.channel().status());
        });
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION | STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(1, 64, 64, INTERRUPT_ON_COMPLETION | STATUS_UPDATE_ON_COMPLETION);
        run(2);

        assertEquals(List.of(word(0, TransferStatus.ACTIVE), word(1, TransferStatus.IDLE)), seen);
    }

    @Test
    @DisplayName("[CPL-2] the word names the newest descriptor that asked; ACTIVE, since more follow")
    void shouldReportActiveWhileMoreAreCounted() {
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(1, 64, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(2, 128, 64, 0);
        run(3);

        assertEquals(word(1, TransferStatus.ACTIVE), fixture.word());
        assertEquals(word(2, TransferStatus.IDLE), fixture.channel().status());
    }

    @Test
    @DisplayName("[XFR-9] a null transfer looks at neither size nor addresses, and completes like any other")
    void shouldCompleteNullTransfers() {
        fixture.copy(0, 0, 64, 0);
        fixture.write(1, -1, NULL_TRANSFER | STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION, NOWHERE, NOWHERE,
                slot(2));
        run(2);

        fixture.assertCopied(0, 64);
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
        assertEquals(List.of(0), fixture.interrupts);
    }

    @Test
    @DisplayName("[XFR-9] a transfer of 0 bytes is a null transfer")
    void shouldCompleteEmptyTransfers() {
        fixture.write(0, 0, STATUS_UPDATE_ON_COMPLETION, NOWHERE, NOWHERE, slot(1));
        run(1);

        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
    }

    @ParameterizedTest
    @ValueSource(ints = {SERIALIZE_TRANSFER, SOURCE_NO_SNOOP, DESTINATION_NO_SNOOP,
        SERIALIZE_TRANSFER | SOURCE_NO_SNOOP | DESTINATION_NO_SNOOP})
    @DisplayName("[XFR-10] serializing is kept, hints are ignored; neither is reported")
    void shouldCopyWithHints(int flags) {
        fixture.copy(0, 0, 64, flags);
        fixture.write(1, 64, flags | STATUS_UPDATE_ON_COMPLETION, EngineFixture.DESTINATION,
                EngineFixture.DESTINATION + 4096, slot(2));
        run(1);
        assertEquals(CompletionWord.ARMED, fixture.word());

        fixture.channel().appendDma(1);
        fixture.run();
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
        assertEquals(fixture.source.bytes().getLong(0), fixture.destination.bytes().getLong(4096));
    }

    @Test
    @DisplayName("an engine without a completion address reports by interrupt only")
    void shouldReportNowhere() {
        fixture.channel().enable(0);
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION | INTERRUPT_ON_COMPLETION);
        run(1);

        assertEquals(CompletionWord.ARMED, fixture.word());
        assertEquals(List.of(0), fixture.interrupts);
        assertEquals(word(0, TransferStatus.IDLE), fixture.channel().status());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 20})
    @DisplayName("[CPL-2] small copies may be reported together; the newest report is there when the engine rests")
    void shouldReportTheNewestOfSmallCopies(int count) {
        for (int n = 0; n < count; n++) {
            fixture.copy(n, n * 64, 64, STATUS_UPDATE_ON_COMPLETION);
        }
        fixture.copy(count, count * 64, 64, 0);
        run(count + 1);
        assertEquals(word(count - 1, TransferStatus.ACTIVE), fixture.word());
    }

    @Test
    @DisplayName("[CPL-1] reports that wait are written before a later descriptor's interrupt")
    void shouldReportBeforeALaterInterrupt() {
        List<Long> words = new ArrayList<>();
        fixture.engine.connectInterrupt(0, () -> words.add(CompletionWord.address(fixture.word())));
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(1, 64, 64, INTERRUPT_ON_COMPLETION);
        fixture.copy(2, 128, 64, STATUS_UPDATE_ON_COMPLETION);
        run(3);
        assertEquals(List.of(slot(0)), words);
    }

    @Test
    @DisplayName("[INT-4] on a shared line INTERRUPT_STATUS tells which channels it was, once")
    void shouldTellWhichChannelRaisedTheLine() {
        EngineFixture two = new EngineFixture(NetDmaVersion.V2_0, 2);
        two.engine.shareInterruptLine();
        for (int n = 0; n < 2; n++) {
            two.write(n, 0, 0, INTERRUPT_ON_COMPLETION, 0, 0, slot(n, 1));
        }
        two.engine.channel(1).startDma(slot(1, 0), 1);
        two.run();
        assertEquals(0b10, two.engine.claimInterrupts());
        assertEquals(0, two.engine.claimInterrupts());

        two.engine.channel(0).startDma(slot(0, 0), 1);
        two.engine.channel(1).startDma(slot(1, 0), 1);
        two.run();
        assertEquals(0b11, two.engine.claimInterrupts());
    }

    @Test
    @DisplayName("with messages INTERRUPT_STATUS stays empty")
    void shouldNotTouchInterruptStatusWithMessages() {
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION);
        run(1);

        assertEquals(0, fixture.engine.claimInterrupts());
    }

    @Test
    @DisplayName("[INT-2] a service routine that throws does not harm the channel")
    void shouldSurviveAThrowingServiceRoutine() {
        fixture.engine.connectInterrupt(0, () -> {
            throw new IllegalStateException("thrown by the test's service routine");
        });
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION);
        fixture.copy(1, 64, 64, STATUS_UPDATE_ON_COMPLETION);
        run(2);

        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
    }
}
