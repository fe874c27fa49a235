// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.itests.fault.FaultyEngine.LIMIT;
import static org.netdma.itests.fault.FaultyEngine.SIZE;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.Fault;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Engines that hang: what a client sees, and that nobody waits for ever. */
@DisplayName("a client whose engine hangs")
class HungEngineTest {

    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final Duration COMMAND_LIMIT = Duration.ofMillis(1500);
    private static final CopierPolicy ENGINES_ONLY = CopierPolicy.DEFAULT.withInlineBelow(0).with(WhenNoEngine.FAIL);

    private FaultyEngine engine;
    private DmaChannel channel;

    @BeforeEach
    void start() throws NetDmaException {
        engine = new FaultyEngine(TIMEOUT, COMMAND_LIMIT);
        channel = engine.client.allocateChannel();
    }

    @AfterEach
    void stop() throws NetDmaException {
        engine.close();
    }

    private void hang(boolean deaf) throws Exception {
        engine.faults().inject(new Fault.Hang(1, deaf));
    }

    private static void assertCopies(FaultyEngine engine, DmaChannel channel) throws Exception {
        engine.wipe();
        FaultyEngine.awaitDone(channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE));
        engine.assertCopied();
    }

    @Test
    @DisplayName("[STO-4] the stage fails with IO_TIMEOUT after the limit, the channel is reset and copies again")
    void shouldFailTheStageAndReset() throws Exception {
        hang(false);
        long began = System.nanoTime();
        NetDmaException failed = FaultyEngine.awaitFailure(
                channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE));

        assertEquals(NtStatus.IO_TIMEOUT, failed.status());
        assertTrue(System.nanoTime() - began >= TIMEOUT.toNanos(), "not before the limit");
        assertCopies(engine, channel);
    }

    @Test
    @DisplayName("[STO-4] poll says HALTED, the failure IO_TIMEOUT and which ticket; await says the same")
    void shouldHaltThePollingClient() throws Exception {
        hang(false);
        long ticket = channel.enqueueCopy(engine.source, 0, engine.destination, 0, SIZE);
        channel.submit();

        assertEquals(NtStatus.IO_TIMEOUT,
                assertThrows(NetDmaException.class, () -> channel.await(ticket, LIMIT)).status());
        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertEquals(ticket, channel.failure().orElseThrow().failedTicket());
        assertEquals(NtStatus.IO_TIMEOUT, channel.failure().orElseThrow().status());
        channel.reset();
        assertCopies(engine, channel);
    }

    @Test
    @DisplayName("[STO-4] a blocking copy fails with IO_TIMEOUT, and the next one works")
    void shouldFailTheBlockingCopy() throws Exception {
        hang(false);
        assertEquals(NtStatus.IO_TIMEOUT, assertThrows(NetDmaException.class,
                () -> channel.copy(engine.source, 0, engine.destination, 0, SIZE)).status());
        channel.copy(engine.source, 0, engine.destination, 0, SIZE);
        engine.assertCopied();
    }

    @Test
    @DisplayName("[STO-4] and obeys no reset: its copy fails, the channel stays halted, another channel works")
    void shouldGiveADeafChannelUp() throws Exception {
        hang(true);
        NetDmaException failed = FaultyEngine.awaitFailure(
                channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE));

        assertEquals(NtStatus.IO_TIMEOUT, failed.status());
        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertEquals(NtStatus.IO_TIMEOUT, assertThrows(NetDmaException.class, channel::reset).status());
        try (DmaChannel other = engine.client.allocateChannel()) {
            assertCopies(engine, other);
        }
        channel.close();
    }

    @Test
    @DisplayName("[STO-4] and awakes after it was given up: it writes nothing, and the channel can be reset")
    void shouldTakeADeafChannelBack() throws Exception {
        hang(true);
        FaultyEngine.awaitFailure(channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE));
        engine.faults().clear();
        FaultyEngine.await("the reset", () -> {
            try {
                channel.reset();
                return true;
            } catch (NetDmaException e) {
                return false;
            }
        });
        assertEquals(0, engine.destination.buffer().get(0), "the late engine wrote");
        assertCopies(engine, channel);
    }

    @Test
    @DisplayName("[STO-4, PNP-18] and whose driver throws in ResetChannel: it is aborted instead")
    void shouldAbortWhatCannotBeReset() throws Exception {
        engine.faults().inject(new Fault.DriverException(DriverEntryPoint.RESET_CHANNEL, 1));
        hang(false);
        FaultyEngine.awaitFailure(channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE));
        assertCopies(engine, channel);
    }

    @Test
    @DisplayName("[STO-1, STO-4] closes the channel: it waits as long as the limit says, and the copy fails")
    void shouldCloseAHungChannel() throws Exception {
        hang(false);
        var copy = channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE);
        channel.close();
        assertTrue(copy.toCompletableFuture().isCompletedExceptionally());
        try (DmaChannel other = engine.client.allocateChannel()) {
            assertCopies(engine, other);
        }
    }

    @Test
    @DisplayName("[STO-1, STO-4, PNP-10] is stopped or removed: neither waits longer than the limits say")
    void shouldStopAHungDevice() throws Exception {
        hang(true);
        var copy = channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE);
        assertEquals(NtStatus.SUCCESS, engine.device.stop());
        assertTrue(copy.toCompletableFuture().isCompletedExceptionally());
        assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());

        assertEquals(NtStatus.SUCCESS, engine.device.start());
        try (DmaChannel other = engine.client.allocateChannel()) {
            assertCopies(engine, other);
        }
    }

    @Test
    @DisplayName("[PNP-11, STO-4] is pulled out: the copy fails, the removal ends")
    void shouldSurpriseRemoveAHungDevice() throws Exception {
        hang(true);
        var copy = channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE);
        assertEquals(NtStatus.SUCCESS, engine.device.send(PnpMinorFunction.SURPRISE_REMOVAL).status());
        assertTrue(copy.toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    @DisplayName("[PWR-1, STO-4] goes to low power: it gets there, and works when it wakes")
    void shouldSleepInSpiteOfAHang() throws Exception {
        hang(false);
        var copy = channel.copyAsync(engine.source, 0, engine.destination, 0, SIZE);
        engine.device.setPower(DevicePowerState.D3);
        assertTrue(copy.toCompletableFuture().isCompletedExceptionally());
        engine.device.setPower(DevicePowerState.D0);
        assertCopies(engine, channel);
    }

    @Test
    @DisplayName("[STO-4] closes a region that the hung engine may still write: refused while it may, not for ever")
    void shouldCloseTheRegionAfterTheChannel() throws Exception {
        MemoryRegion region = engine.memory.allocate(SIZE);
        hang(false);
        FaultyEngine.awaitFailure(channel.copyAsync(engine.source, 0, region, 0, SIZE));
        region.close();
    }

    @Test
    @DisplayName("[STO-4] has its managed copies done again, by the same engine once it is reset")
    void shouldRetryManagedCopies() throws Exception {
        try (ManagedCopier copier = engine.copier(ENGINES_ONLY)) {
            hang(false);
            FaultyEngine.awaitDone(copier.copy(engine.source, 0, engine.destination, 0, SIZE));
            engine.assertCopied();
            assertEquals(1, copier.statistics().retries());
            assertEquals(0, copier.statistics().failed());
        }
    }

    @Test
    @DisplayName("[STO-4] keeps its engine: however often it hangs and is reset, managed copies go to it again")
    void shouldNotLoseTheEngineToHangs() throws Exception {
        try (ManagedCopier copier = engine.copier(ENGINES_ONLY)) {
            for (int i = 0; i < 3; i++) {
                hang(false);
                FaultyEngine.awaitDone(copier.copy(engine.source, 0, engine.destination, 0, SIZE));
            }
            assertEquals(3, copier.statistics().byEngine());
            assertEquals(3, copier.statistics().retries());
        }
    }
}
