// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.TURN;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

@DisplayName("commands")
class CommandTest {

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    /** A chain of which the engine has done one turn, with more to do. */
    private long startLongChain() {
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, 0);
        }
        fixture.channel().startDma(slot(0), 3 * TURN);
        fixture.engine.doWork();
        return CompletionWord.of(slot(TURN - 1), TransferStatus.HALTED);
    }

    @Test
    @DisplayName("[XFR-7] ABORT halts, says so in the completion word, does not interrupt, and waits for START")
    void shouldAbort() {
        long halted = startLongChain();
        long control = fixture.channel().give(Command.ABORT);
        fixture.run();

        assertTrue(fixture.channel().isObeyed(control));
        assertEquals(halted, fixture.word());
        assertEquals(halted, fixture.channel().status());
        assertEquals(FaultCode.NONE, fixture.channel().error());
        assertTrue(fixture.interrupts.isEmpty());

        fixture.copy(0, 4096, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().appendDma(1);
        fixture.run();
        fixture.assertUntouched(4096, 64);

        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        fixture.assertCopied(4096, 64);
        assertEquals(word(0, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-8] RESET makes the channel as just allocated, and forgets all memory")
    void shouldReset() {
        startLongChain();
        long control = fixture.channel().give(Command.RESET);
        fixture.writeWord(0, CompletionWord.ARMED);
        fixture.run();

        assertTrue(fixture.channel().isObeyed(control));
        assertEquals(CompletionWord.ARMED, fixture.channel().status());
        assertEquals(CompletionWord.ARMED, fixture.word());
        int lookups = fixture.memory.lookups();
        fixture.channel().appendDma(1);
        fixture.run();
        assertEquals(lookups, fixture.memory.lookups());

        fixture.copy(0, 8192, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        fixture.assertCopied(8192, 64);
        assertEquals(lookups + 4, fixture.memory.lookups(), "descriptor, source, destination and word");
    }

    @Test
    @DisplayName("[PNP-11] DETACH in place of the first START, not obeyed yet, says that it halts as well")
    void shouldSayThatItHaltsBeforeItsFirstStart() {
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.channel().give(Command.DETACH);
        fixture.run();

        assertEquals(CompletionWord.of(0, TransferStatus.HALTED), fixture.word());
        assertEquals(1, fixture.interrupts.size());
        fixture.assertUntouched(0, 64);
    }

    @Test
    @DisplayName("[PNP-11] DETACH halts with an interrupt, so that clients learn of it")
    void shouldDetach() {
        long halted = startLongChain();
        fixture.channel().give(Command.DETACH);
        fixture.run();

        assertEquals(halted, fixture.word());
        assertEquals(FaultCode.DETACHED, fixture.channel().error());
        assertEquals(List.of(0), fixture.interrupts);
    }

    @Test
    @DisplayName("a command that the engine has not seen is not obeyed")
    void shouldSayWhenACommandIsObeyed() {
        fixture.engine.wakeLine().on(Thread.currentThread());
        long control = fixture.channel().give(Command.ABORT);
        assertFalse(fixture.channel().isObeyed(control));
        fixture.engine.doWork();
        assertTrue(fixture.channel().isObeyed(control));
    }

    @Test
    @DisplayName("while no thread drives the engine it touches nothing, so a command needs no answer")
    void shouldNotWaitForAnEngineThatIsOff() {
        assertTrue(fixture.channel().isObeyed(fixture.channel().give(Command.RESET)));
    }

    @Test
    @DisplayName("the usual copy does no lookup: descriptor, source, destination and word are in the IOTLB")
    void shouldRememberWindows() {
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        int lookups = fixture.memory.lookups();
        for (int i = 1; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, STATUS_UPDATE_ON_COMPLETION);
            fixture.channel().appendDma(1);
        }
        fixture.run();
        assertEquals(lookups, fixture.memory.lookups());
    }

    @Test
    @DisplayName("a channel that is not enabled is not looked at")
    void shouldIgnoreDisabledChannels() {
        fixture.channel().disable();
        fixture.copy(0, 0, 64, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        fixture.assertUntouched(0, 64);
    }
}
