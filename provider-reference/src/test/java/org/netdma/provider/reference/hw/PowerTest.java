// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.SLOTS;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;

@DisplayName("power")
class PowerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EngineFixture fixture = new EngineFixture(NetDmaVersion.V2_0);

    private EngineThread powerUp() {
        EngineThread thread = new EngineThread("netdma-reference-test-engine", fixture.engine, () -> { });
        thread.powerUp();
        return thread;
    }

    @Test
    @DisplayName("[PWR-2] context is lost with power: target, chain, enabled channels; it works again when set up anew")
    void shouldLoseContext() {
        fixture.write(0, 7, OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE, 0, 0, slot(1));
        fixture.channel().startDma(slot(0), 1);
        fixture.run();
        assertEquals(7, fixture.channel().dcaTarget());

        fixture.engine.loseContext();

        assertEquals(0, fixture.channel().dcaTarget());
        assertEquals(CompletionWord.ARMED, fixture.channel().status());
        fixture.copy(1, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.channel().appendDma(1);
        fixture.run();
        fixture.assertUntouched(0, 64);

        fixture.channel().enable(slot(0, SLOTS));
        fixture.channel().startDma(slot(1), 1);
        fixture.run();
        fixture.assertCopied(0, 64);
        assertEquals(word(1, TransferStatus.IDLE), fixture.word());
    }

    @Test
    @DisplayName("[XFR-8] a reset does not wait for an engine that lost power and came back meanwhile")
    void shouldNotWaitForAnEngineThatHasForgotten() throws Exception {
        fixture.engine.wakeLine().on(Thread.currentThread()); // and nothing drives it
        AtomicBoolean obeyed = new AtomicBoolean();
        Thread resetting = new Thread(() -> obeyed.set(fixture.channel().command(Command.RESET, LIMIT)));
        resetting.start();
        while (resetting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        fixture.engine.wakeLine().off();
        fixture.engine.loseContext();
        fixture.engine.wakeLine().on(Thread.currentThread());

        resetting.join(LIMIT.toMillis());
        assertTrue(obeyed.get());
        assertTrue(System.nanoTime() - start < LIMIT.toNanos() / 2, "it waited for its limit");
    }

    @Test
    @DisplayName("[PWR-3] powering down when idle lets the engine do all that was submitted before")
    void shouldFinishBeforePoweringDown() {
        for (int i = 0; i < SLOTS; i++) {
            fixture.copy(i, i * 64, 64, STATUS_UPDATE_ON_COMPLETION);
        }
        fixture.channel().startDma(slot(0), 1000 * SLOTS);
        EngineThread thread = powerUp();

        assertTrue(thread.powerDownWhenIdle(LIMIT));

        fixture.assertCopied(0, SLOTS * 64);
        assertEquals(word(SLOTS - 1, TransferStatus.IDLE), fixture.channel().status());
    }

    @Test
    @DisplayName("[PWR-3] nor does it miss what was submitted just before, while it idled")
    void shouldNotMissTheLastDoorbell() {
        for (int i = 0; i < 500; i++) {
            EngineThread thread = powerUp();
            fixture.copy(i, 0, 64, STATUS_UPDATE_ON_COMPLETION);
            fixture.channel().startDma(slot(i), 1);
            fixture.awaitStatus(word(i % SLOTS, TransferStatus.IDLE), LIMIT);
            fixture.copy(i + 1, 64, 64, STATUS_UPDATE_ON_COMPLETION);
            fixture.channel().appendDma(1);

            assertTrue(thread.powerDownWhenIdle(LIMIT));

            assertEquals(word((i + 1) % SLOTS, TransferStatus.IDLE), fixture.channel().status(), "round " + i);
        }
    }

    @Test
    @DisplayName("[PWR-3] powering down when idle ends an engine that has nothing to do")
    void shouldPowerDownWhileIdle() {
        assertTrue(powerUp().powerDownWhenIdle(LIMIT));
        assertTrue(powerUp().powerDownWhenIdle(LIMIT), "an engine can be powered up again");
    }

    @Test
    @DisplayName("registers tell whether there is an engine behind them, from power-up on")
    void shouldTellWhetherItIsPowered() {
        assertFalse(fixture.channel().isPowered());
        EngineThread thread = powerUp();
        assertTrue(fixture.channel().isPowered());
        assertTrue(thread.powerDown(LIMIT));
        assertFalse(fixture.channel().isPowered());
    }
}
