// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.reference.hw.Injection.Kind;

@DisplayName("injected faults")
class InjectionTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0, 2);

    @BeforeEach
    void writeChain() {
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, INTERRUPT_ON_COMPLETION);
        }
    }

    private void inject(Kind kind, long descriptor, long times, long argument) {
        inject(new Injection(kind, descriptor, 1, times, argument));
    }

    private void inject(Injection injection) {
        fixture.engine.inject(injection);
        look();
    }

    private void look() {
        assertTrue(fixture.channel().lookAtFaults(Duration.ZERO), "the engine is off");
        assertTrue(fixture.engine.channel(1).lookAtFaults(Duration.ZERO), "the engine is off");
        fixture.run();
    }

    private void start(int count) {
        fixture.channel().startDma(slot(0), count);
        fixture.run();
    }

    private void assertHits(Kind kind, long hits) {
        assertEquals(hits, fixture.engine.faultHits(kind), "FAULT_HITS of " + kind);
    }

    @Test
    @DisplayName("ERROR: the nth descriptor fails, once")
    void shouldFailTheNthDescriptor() {
        inject(Kind.ERROR, 3, 1, 0);
        start(4);

        assertEquals(FaultCode.INJECTED, fixture.channel().error());
        assertEquals(slot(2), fixture.channel().faultAddress());
        assertEquals(word(1, TransferStatus.HALTED), fixture.word());
        fixture.assertCopied(0, 128);
        fixture.assertUntouched(128, 64);
        assertHits(Kind.ERROR, 1);

        start(4);
        fixture.assertCopied(0, 256);
    }

    @Test
    @DisplayName("ERROR: as often as wanted, over resets")
    void shouldFailAgain() {
        inject(Kind.ERROR, 1, 2, 0);
        start(1);
        fixture.channel().give(Command.RESET);
        fixture.run();
        start(1);
        assertEquals(FaultCode.INJECTED, fixture.channel().error());
        assertHits(Kind.ERROR, 2);

        start(1);
        fixture.assertCopied(0, 64);
    }

    @Test
    @DisplayName("ERROR: each nth descriptor from the first one on, as often as wanted")
    void shouldFailEachNthDescriptor() {
        inject(new Injection(Kind.ERROR, 2, 3, 2, 0));
        for (int failing : new int[] {1, 2}) { // 2, then 5: the second after the restart behind the first
            start(4);
            assertEquals(FaultCode.INJECTED, fixture.channel().error());
            assertEquals(slot(failing), fixture.channel().faultAddress());
        }
        assertHits(Kind.ERROR, 2);

        start(4);
        fixture.assertCopied(0, 256);
    }

    @Test
    @DisplayName("ERROR: each nth without end, until it is taken back")
    void shouldFailEachNthWithoutEnd() {
        inject(new Injection(Kind.ERROR, 3, 3, 0, 0));
        for (int round = 1; round <= 20; round++) {
            start(4);
            assertEquals(slot(2), fixture.channel().faultAddress(), "round " + round);
            assertHits(Kind.ERROR, round);
        }
        fixture.engine.withdraw(Kind.ERROR);
        look();
        start(4);
        fixture.assertCopied(0, 256);
    }

    @Test
    @DisplayName("ERROR: CHAN_ERROR keeps what it was injected with, whatever is injected next")
    void shouldKeepTheDetailOfTheError() {
        inject(Kind.ERROR, 1, 1, 0xC000_00B5L);
        start(1);
        inject(Kind.ERROR, 1, 1, 7);
        assertEquals(FaultCode.INJECTED, fixture.channel().error());
        assertEquals(0xC000_00B5, fixture.channel().errorDetail());

        start(1);
        assertEquals(7, fixture.channel().errorDetail());
        start(1);
        assertEquals(FaultCode.NONE, fixture.channel().error());
        assertEquals(0, fixture.channel().errorDetail());
    }

    @Test
    @DisplayName("descriptors are counted over all channels")
    void shouldCountOverAllChannels() {
        inject(Kind.ERROR, 2, 1, 0);
        start(1);
        fixture.write(1, 0, 64, 0, EngineFixture.SOURCE, EngineFixture.DESTINATION, slot(1, 1));
        fixture.engine.channel(1).startDma(slot(1, 0), 1);
        fixture.run();

        assertEquals(FaultCode.NONE, fixture.channel().error());
        assertEquals(FaultCode.INJECTED, fixture.engine.channel(1).error());
    }

    @Test
    @DisplayName("[DCA-2, XFR-9] what moves no bytes, as what the interface opens a channel with, is not counted")
    void shouldNotCountWhatMovesNothing() {
        fixture.write(0, 7, OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE, 0, 0, slot(1));
        fixture.write(1, 64, NULL_TRANSFER, 0, 0, slot(2));
        fixture.write(2, 0, 0, 0, 0, slot(3));
        inject(Kind.ERROR, 1, 1, 0);
        start(4);

        assertEquals(7, fixture.channel().dcaTarget());
        assertEquals(slot(3), fixture.channel().faultAddress());
    }

    @Test
    @DisplayName("HANG: the nth descriptor is never begun, until the channel is aborted")
    void shouldHangAtTheNthDescriptor() {
        inject(Kind.HANG, 2, 1, 0);
        start(3);
        assertEquals(word(0, TransferStatus.ACTIVE), fixture.channel().status());
        fixture.assertUntouched(64, 64);

        fixture.channel().give(Command.ABORT);
        fixture.run();
        assertEquals(word(0, TransferStatus.HALTED), fixture.word());

        start(3);
        fixture.assertCopied(0, 192);
        assertHits(Kind.HANG, 1);
    }

    @Test
    @DisplayName("HANG: another channel goes on")
    void shouldHangOneChannelOnly() {
        inject(Kind.HANG, 1, 1, 0);
        start(1);
        fixture.write(1, 0, 64, 0, EngineFixture.SOURCE, EngineFixture.DESTINATION, slot(1, 1));
        fixture.engine.channel(1).startDma(slot(1, 0), 1);
        fixture.run();

        fixture.assertCopied(0, 64);
    }

    @Test
    @DisplayName("HANG: a channel that shall hang no more goes on where it stood")
    void shouldGoOnWhenTakenBack() {
        inject(Kind.HANG, 2, 1, 0);
        start(3);

        fixture.engine.withdraw(Kind.HANG);
        look();
        fixture.assertCopied(0, 192);
    }

    @Test
    @DisplayName("HANG: a deaf channel obeys no command until the fault is taken back")
    void shouldObeyNothingWhileDeaf() {
        inject(Kind.HANG, 2, 1, 1);
        start(3);
        long reset = fixture.channel().give(Command.RESET);
        fixture.run();
        assertEquals(word(0, TransferStatus.ACTIVE), fixture.channel().status());

        fixture.engine.withdraw(Kind.HANG);
        fixture.run();
        assertTrue(fixture.channel().isObeyed(reset));
        fixture.assertUntouched(64, 64);
    }

    @Test
    @DisplayName("SLOW: all is done, later")
    void shouldBeSlow() {
        inject(Kind.SLOW, 1, 0, 2_000_000);
        long began = System.nanoTime();
        start(3);

        assertTrue(System.nanoTime() - began >= 6_000_000);
        fixture.assertCopied(0, 192);
        assertHits(Kind.SLOW, 3);
    }

    @Test
    @DisplayName("CORRUPTION: one byte is wrong, and the engine says that all is well")
    void shouldSpoilTheNthDescriptor() {
        inject(Kind.CORRUPTION, 2, 1, 0);
        start(3);

        assertEquals(word(2, TransferStatus.IDLE), fixture.channel().status());
        fixture.assertCopied(0, 64);
        assertEquals((byte) ~fixture.source.read(64, 1)[0], fixture.destination.read(64, 1)[0]);
        fixture.assertCopied(65, 127);
        assertHits(Kind.CORRUPTION, 1);
    }

    @Test
    @DisplayName("CORRUPTION: each nth descriptor, those between are as they should be")
    void shouldSpoilEachNthDescriptor() {
        inject(new Injection(Kind.CORRUPTION, 1, 2, 0, 0));
        start(4);

        for (int i = 0; i < 4; i++) {
            byte right = fixture.source.read(i * 64, 1)[0];
            assertEquals(i % 2 == 0 ? (byte) ~right : right, fixture.destination.read(i * 64, 1)[0], "descriptor " + i);
        }
        assertHits(Kind.CORRUPTION, 2);
    }

    @Test
    @DisplayName("CORRUPTION: of a transfer with page breaks too")
    void shouldSpoilWithPageBreaks() {
        fixture.write(0, 64, ControlFlags.SOURCE_PAGE_BREAK, EngineFixture.SOURCE + 4096 - 32, EngineFixture.DESTINATION,
                slot(1));
        fixture.breakAt(0, EngineFixture.SOURCE + 8192, 0);
        inject(Kind.CORRUPTION, 1, 1, 0);
        start(1);

        assertEquals((byte) ~fixture.source.read(4096 - 32, 1)[0], fixture.destination.read(0, 1)[0]);
    }

    @Test
    @DisplayName("LOST_INTERRUPT: the first ones do not arrive")
    void shouldLoseInterrupts() {
        inject(Kind.LOST_INTERRUPT, 1, 2, 0);
        start(3);

        assertEquals(List.of(0), fixture.interrupts);
        fixture.assertCopied(0, 192);
    }

    @Test
    @DisplayName("SPURIOUS_INTERRUPT: one before each descriptor, though none asked for it")
    void shouldInterruptWithoutCause() {
        for (int i = 0; i < 3; i++) {
            fixture.copy(i, i * 64, 64, 0);
        }
        inject(Kind.SPURIOUS_INTERRUPT, 1, 2, 0);
        start(3);

        assertEquals(List.of(0, 0), fixture.interrupts);
        fixture.assertCopied(0, 192);
    }

    @Test
    @DisplayName("faults of several kinds come together")
    void shouldCombine() {
        inject(Kind.LOST_INTERRUPT, 1, 1, 0);
        inject(Kind.CORRUPTION, 1, 1, 0);
        inject(Kind.ERROR, 2, 1, 0);
        start(3);

        assertEquals(List.of(0), fixture.interrupts, "that of the error");
        assertHits(Kind.CORRUPTION, 1);
        assertHits(Kind.ERROR, 1);
    }

    @Test
    @DisplayName("what is taken back does not happen")
    void shouldTakeBack() {
        inject(Kind.ERROR, 1, 5, 0);
        fixture.engine.withdraw(Kind.ERROR);
        look();
        start(3);

        fixture.assertCopied(0, 192);
        assertHits(Kind.ERROR, 0);
    }

    @Test
    @DisplayName("power loss ends it")
    void shouldEndWithPower() {
        inject(Kind.ERROR, 1, 1, 0);
        fixture.engine.loseContext();
        fixture.channel().enable(slot(SLOTS));
        start(1);

        fixture.assertCopied(0, 64);
    }
}
