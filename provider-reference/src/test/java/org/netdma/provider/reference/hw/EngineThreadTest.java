// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.provider.reference.hw.EngineFixture.DESTINATION;
import static org.netdma.provider.reference.hw.EngineFixture.SOURCE;
import static org.netdma.provider.reference.hw.EngineFixture.slot;
import static org.netdma.provider.reference.hw.EngineFixture.word;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.TransferStatus;

@DisplayName("the engine's thread")
@Timeout(180)
class EngineThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAME = "netdma-reference-test-engine";

    private EngineFixture fixture;
    private EngineThread thread;

    private void powerUp(IdlePolicy policy) {
        fixture = new EngineFixture(NetDmaVersion.V2_0, 1, policy);
        thread = new EngineThread(NAME, fixture.engine, () -> { });
        thread.powerUp();
    }

    @AfterEach
    void powerDown() {
        if (fixture != null) {
            fixture.channel().command(Command.RESET, LIMIT);
            assertTrue(thread.powerDown(LIMIT));
            assertFalse(thread.isAlive());
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, what + " did not happen");
            Thread.yield();
        }
    }

    private void copyOne(int number) {
        fixture.copy(number, number % 512 * 64, 64, STATUS_UPDATE_ON_COMPLETION);
        if (number == 0) {
            fixture.channel().startDma(slot(0), 1);
        } else {
            fixture.channel().appendDma(1);
        }
        await(() -> fixture.word() == word(number, TransferStatus.IDLE), "completion of " + number);
    }

    @ParameterizedTest
    @EnumSource(IdlePolicy.class)
    @DisplayName("each doorbell is answered, whatever the engine was doing when it rang")
    void shouldAnswerEachDoorbell(IdlePolicy policy) {
        powerUp(policy);
        for (int i = 0; i < 20_000; i++) {
            copyOne(i);
        }
    }

    @ParameterizedTest
    @EnumSource(value = IdlePolicy.class, names = "LATENCY", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("a doorbell wakes a parked engine; a parked engine takes no CPU")
    void shouldWakeAParkedEngine(IdlePolicy policy) throws InterruptedException {
        powerUp(policy);
        for (int i = 0; i < 200; i++) {
            await(fixture.engine::isParked, "parking");
            copyOne(i);
        }
        await(fixture.engine::isParked, "parking");
        long before = cpuNanos();
        assertFalse(new CountDownLatch(1).await(1, TimeUnit.SECONDS)); // a second in which nothing happens
        assertTrue(cpuNanos() - before < 10_000_000, "less than 1 % of a CPU while idle");
    }

    private static long cpuNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals(NAME)) {
                return threads.getThreadCpuTime(id);
            }
        }
        throw new AssertionError("no thread " + NAME);
    }

    @Test
    @DisplayName("[XFR-7] when ABORT is acknowledged the engine writes nothing any more")
    void shouldTouchNothingAfterAbort() {
        powerUp(IdlePolicy.BALANCED);
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < EngineFixture.SLOTS; i++) {
                fixture.copy(i, i * 64, 64, 0);
            }
            fixture.channel().startDma(slot(0), 100_000);
            await(() -> fixture.destination.bytes().get(0) != 0, "the first copy");
            assertTrue(fixture.channel().command(Command.ABORT, LIMIT));
            for (int i = 0; i < 4096; i++) {
                fixture.destination.bytes().put(i, (byte) 0);
            }
            Thread.yield();
            fixture.assertUntouched(0, 4096);
        }
    }

    @Test
    @DisplayName("[XFR-2] when another StartDma comes no doorbell of the new chain is spent on the old one")
    void shouldNeverMixChains() {
        powerUp(IdlePolicy.BALANCED);
        fixture.write(0, 64, 0, SOURCE, DESTINATION, slot(0)); // goes round in itself
        for (int i = 1; i < 8; i++) {
            fixture.write(i, 0, 0, 0, 0, slot(i + 1));
        }
        fixture.write(8, 64, STATUS_UPDATE_ON_COMPLETION, SOURCE, DESTINATION + 4096, EngineFixture.NOWHERE);
        for (int round = 0; round < 5_000; round++) {
            fixture.writeWord(0, 0);
            fixture.channel().startDma(slot(0), 1_000_000_000);
            fixture.channel().startDma(slot(1), 8);
            await(() -> fixture.word() != 0, "completion of round " + round);
            assertEquals(word(8, TransferStatus.IDLE), fixture.word());
        }
    }

    @Test
    @DisplayName("a command to an engine whose thread is stuck gives up at its limit, and so does powering down")
    void shouldGiveUpOnAStuckEngine() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        fixture = new EngineFixture(NetDmaVersion.V2_0);
        fixture.engine.connectInterrupt(0, () -> {
            stuck.countDown();
            awaitQuietly(release);
        });
        thread = new EngineThread(NAME, fixture.engine, () -> { });
        thread.powerUp();
        fixture.copy(0, 0, 64, INTERRUPT_ON_COMPLETION);
        fixture.channel().startDma(slot(0), 1);
        assertTrue(stuck.await(60, TimeUnit.SECONDS));

        assertFalse(fixture.channel().command(Command.RESET, Duration.ofMillis(20)));
        assertFalse(thread.powerDown(Duration.ofMillis(20)));
        release.countDown();
        assertTrue(thread.powerDown(LIMIT));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws whatever is logged: it runs on the engine's thread. */
    private static final class FailingHandler extends Handler {
        @Override
        public void publish(LogRecord line) {
            throw new StackOverflowError("the test's log handler");
        }

        @Override
        public void flush() {
            // keeps nothing
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    @Test
    @DisplayName("[MEM-13] whatever ends it halts every channel, with an interrupt, and tells the driver once")
    void shouldHaltAllChannelsWhenItBreaks() {
        fixture = new EngineFixture(NetDmaVersion.V2_0, 3);
        CountDownLatch broken = new CountDownLatch(2);
        thread = new EngineThread(NAME, fixture.engine, broken::countDown);
        fixture.memory.map(EngineFixture.NOWHERE, 64).cut(32); // to read all of it throws
        fixture.copy(0, 0, 64, STATUS_UPDATE_ON_COMPLETION);
        fixture.write(1, 64, STATUS_UPDATE_ON_COMPLETION, EngineFixture.NOWHERE, DESTINATION, slot(2));
        Logger log = Logger.getLogger(DescriptorWalker.class.getName());
        Handler failing = new FailingHandler();
        log.addHandler(failing);
        try {
            thread.powerUp();
            fixture.channel().startDma(slot(0), 2);
            await(() -> broken.getCount() == 1, "the end of its thread");
        } finally {
            log.removeHandler(failing);
        }
        assertTrue(thread.powerDown(LIMIT));

        assertEquals(StackOverflowError.class, thread.failure().orElseThrow().getClass());
        assertEquals(word(0, TransferStatus.HALTED), fixture.word());
        for (int n = 1; n < 3; n++) {
            assertEquals(TransferStatus.HALTED.code(), fixture.word(n));
            assertEquals(FaultCode.BROKEN, fixture.engine.channel(n).error());
            assertTrue(fixture.interrupts.contains(n), fixture.interrupts::toString);
        }
        assertFalse(fixture.channel().isPowered());
        assertEquals(1, broken.getCount());
    }

    @Test
    @DisplayName("an engine that was never powered up powers down at once")
    void shouldPowerDownBeforePoweringUp() {
        EngineFixture cold = new EngineFixture(NetDmaVersion.V2_0);
        assertTrue(new EngineThread(NAME, cold.engine, () -> { }).powerDown(LIMIT));
    }
}
