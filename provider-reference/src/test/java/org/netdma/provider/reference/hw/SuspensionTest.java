// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.TURN;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

@DisplayName("[XFR-6] suspension")
class SuspensionTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LAST = SLOTS - 1;

    private EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);


    private void command(Command command) {
        long control = fixture.channel().give(command);
        fixture.run();
        assertTrue(fixture.channel().isObeyed(control));
    }

    @Test
    @DisplayName("SUSPEND stands still behind a descriptor, names it, and says SUSPEND where it asked for a report")
    void shouldStandStillAndReport() {
        start(TURN, STATUS_UPDATE_ON_COMPLETION);
        command(Command.SUSPEND);
        long suspended = word(LAST, TransferStatus.SUSPEND);

        assertEquals(suspended, fixture.channel().status());
        assertEquals(suspended, fixture.word());
        fixture.copy(0, 4096, 64, 0);
        fixture.channel().appendDma(1);
        fixture.run();
        fixture.assertUntouched(4096, 64);
        assertTrue(fixture.interrupts.isEmpty());
    }

    /** Lets the engine do one turn of a chain of so many, which goes round the ring: slot 15 is the last one done. */
    private void start(int count, int flags) {
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, flags);
        }
        fixture.channel().startDma(slot(0), count);
        fixture.engine.doWork();
    }

    @Test
    @DisplayName("SUSPEND leaves the completion word alone where the last descriptor asked for no report")
    void shouldNotReportUnasked() {
        start(TURN, 0);
        command(Command.SUSPEND);

        assertEquals(word(LAST, TransferStatus.SUSPEND), fixture.channel().status());
        assertEquals(CompletionWord.ARMED, fixture.word());
    }

    @Test
    @DisplayName("in a context change the bit of the report means nothing")
    void shouldNotReportAfterContextChange() {
        fixture.write(0, 1, OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE, 0, 0, slot(1));
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        command(Command.SUSPEND);

        assertEquals(CompletionWord.ARMED, fixture.word());
    }

    @Test
    @DisplayName("RESUME rereads the link of the last descriptor done, and does what is left of the count [XFR-4]")
    void shouldRereadTheLinkOnResume() {
        start(TURN + 1, STATUS_UPDATE_ON_COMPLETION);
        command(Command.SUSPEND);
        fixture.copy(5, 4096, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.copy(6, 8192, 64, 0);
        fixture.link(0, LAST, slot(5));
        command(Command.RESUME);

        fixture.assertCopied(4096, 64);
        fixture.assertUntouched(8192, 64);
        assertEquals(word(5, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("RESUME finds what was appended to a 1.x chain meanwhile [XFR-3]")
    void shouldRereadTheLinkOfLinkedChains() {
        fixture = new EngineFixture(NetDmaVersion.V1_1);
        fixture.write(0, 64, STATUS_UPDATE_ON_COMPLETION, EngineFixture.SOURCE, EngineFixture.DESTINATION, 0);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        command(Command.SUSPEND);
        assertEquals(word(0, TransferStatus.SUSPEND), fixture.word());
        fixture.write(3, 64, STATUS_UPDATE_ON_COMPLETION, EngineFixture.SOURCE + 64, EngineFixture.DESTINATION + 64, 0);
        fixture.link(0, 0, slot(3));
        command(Command.RESUME);

        fixture.assertCopied(0, 128);
        assertEquals(word(3, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("a suspended channel takes ABORT, RESET and START; SUSPEND and RESUME elsewhere change nothing")
    void shouldObeyOthersWhileSuspended() {
        command(Command.SUSPEND);
        assertEquals(CompletionWord.ARMED, fixture.channel().status(), "there is nothing to suspend");
        start(2 * TURN, STATUS_UPDATE_ON_COMPLETION);
        command(Command.SUSPEND);
        command(Command.ABORT);
        assertEquals(word(LAST, TransferStatus.HALTED), fixture.word());
        command(Command.RESUME);
        assertEquals(word(LAST, TransferStatus.HALTED), fixture.channel().status(), "RESUME is no way out of a halt");

        fixture.copy(0, 4096, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        command(Command.SUSPEND);
        fixture.copy(1, 8192, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().startDma(slot(1), 1);
        fixture.run();
        fixture.assertCopied(8192, 64);
    }

    @Test
    @DisplayName("SUSPEND waits until START is obeyed, so that it does not take its place")
    void shouldNotReplaceStart() {
        EngineThread thread = new EngineThread("netdma-reference-test-engine", fixture.engine, () -> { });
        thread.powerUp();
        try {
            for (int i = 0; i < 1000; i++) {
                fixture.copy(i, 64 * (i % SLOTS), 64, STATUS_UPDATE_ON_COMPLETION);
                fixture.channel().startDma(slot(i), 1);
                assertTrue(fixture.channel().commandInTurn(Command.SUSPEND, Command.RESUME, LIMIT));
                assertTrue(fixture.channel().commandInTurn(Command.RESUME, Command.NONE, LIMIT));
                fixture.awaitStatus(word(i % SLOTS, TransferStatus.IDLE), LIMIT); // else the START is lost
            }
        } finally {
            assertTrue(thread.powerDown(LIMIT));
        }
    }
}
