// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.itests.fault.FaultyEngine.LIMIT;
import static org.netdma.itests.fault.FaultyEngine.SIZE;
import static org.netdma.itests.fault.FaultyEngine.assertFails;
import static org.netdma.itests.fault.FaultyEngine.await;
import static org.netdma.itests.fault.FaultyEngine.awaitDone;
import static org.netdma.itests.fault.FaultyEngine.awaitFailure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
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

    /** Longer than a busy machine takes for a copy: those of an engine that does not hang must not run into it. */
    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final Duration COMMAND_LIMIT = Duration.ofMillis(2500);
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

    @Test
    @DisplayName("[STO-4] the stage fails with IO_TIMEOUT after the limit, the channel is reset and copies again")
    void shouldFailTheStageAndReset() throws Exception {
        hang(false);
        long began = System.nanoTime();
        awaitFailure(NtStatus.IO_TIMEOUT, engine.copyAsync(channel));
        assertTrue(System.nanoTime() - began >= TIMEOUT.toNanos(), "not before the limit");
        engine.assertCopies(channel);
    }

    @Test
    @DisplayName("[STO-4] poll says HALTED, the failure IO_TIMEOUT and which ticket; await says the same")
    void shouldHaltThePollingClient() throws Exception {
        hang(false);
        long ticket = engine.enqueue(channel);
        channel.submit();

        assertFails(NtStatus.IO_TIMEOUT, () -> channel.await(ticket, LIMIT));
        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertEquals(ticket, channel.failure().orElseThrow().failedTicket());
        assertEquals(NtStatus.IO_TIMEOUT, channel.failure().orElseThrow().status());
        channel.reset();
        engine.assertCopies(channel);
    }

    @Test
    @DisplayName("[STO-4] a blocking copy fails with IO_TIMEOUT, and the next one works")
    void shouldFailTheBlockingCopy() throws Exception {
        hang(false);
        assertFails(NtStatus.IO_TIMEOUT, () -> engine.copy(channel));
        engine.copy(channel);
        engine.assertCopied();
    }

    @Test
    @DisplayName("[STO-4] and obeys no reset: its copy fails, the channel stays halted, another channel works")
    void shouldGiveADeafChannelUp() throws Exception {
        hang(true);
        awaitFailure(NtStatus.IO_TIMEOUT, engine.copyAsync(channel));
        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertFails(NtStatus.IO_TIMEOUT, channel::reset);
        try (DmaChannel other = engine.client.allocateChannel()) {
            engine.assertCopies(other);
        }
        channel.close();
    }

    @Test
    @DisplayName("[STO-4] and awakes after it was given up: it writes nothing, and the channel can be reset")
    void shouldTakeADeafChannelBack() throws Exception {
        hang(true);
        awaitFailure(NtStatus.IO_TIMEOUT, engine.copyAsync(channel));
        engine.faults().clear();
        await("the reset", () -> {
            try {
                channel.reset();
                return true;
            } catch (NetDmaException e) {
                return false;
            }
        });
        assertEquals(0, engine.destination.buffer().get(0), "the late engine wrote");
        engine.assertCopies(channel);
    }

    @Test
    @DisplayName("[STO-4, PNP-18] and whose driver throws in ResetChannel: it is aborted instead")
    void shouldAbortWhatCannotBeReset() throws Exception {
        engine.faults().inject(new Fault.DriverException(DriverEntryPoint.RESET_CHANNEL, 1));
        hang(false);
        awaitFailure(NtStatus.IO_TIMEOUT, engine.copyAsync(channel));
        engine.assertCopies(channel);
    }

    @Test
    @DisplayName("[STO-1, STO-4] closes the channel: it waits as long as the limit says, and the copy fails")
    void shouldCloseAHungChannel() throws Exception {
        hang(false);
        var copy = engine.copyAsync(channel);
        channel.close();
        awaitFailure(NtStatus.IO_TIMEOUT, copy);
        try (DmaChannel other = engine.client.allocateChannel()) {
            engine.assertCopies(other);
        }
    }

    @Test
    @DisplayName("[STO-1, STO-4, PNP-10] is stopped or removed: neither waits longer than the limits say")
    void shouldStopAHungDevice() throws Exception {
        hang(true);
        var copy = engine.copyAsync(channel);
        assertEquals(NtStatus.SUCCESS, engine.device.stop());
        awaitFailure(NtStatus.IO_TIMEOUT, copy);
        assertEquals(Refusal.CHANNEL_REMOVED.code(), channel.poll());

        assertEquals(NtStatus.SUCCESS, engine.device.start());
        try (DmaChannel other = engine.client.allocateChannel()) {
            engine.assertCopies(other);
        }
    }

    @Test
    @DisplayName("[PNP-11, STO-4] is pulled out: the copy fails, the removal ends")
    void shouldSurpriseRemoveAHungDevice() throws Exception {
        hang(true);
        var copy = engine.copyAsync(channel);
        assertEquals(NtStatus.SUCCESS, engine.device.send(PnpMinorFunction.SURPRISE_REMOVAL).status());
        assertThrows(ExecutionException.class, () -> awaitDone(copy));
    }

    @Test
    @DisplayName("[PWR-1, STO-4] goes to low power: it gets there, and works when it wakes")
    void shouldSleepInSpiteOfAHang() throws Exception {
        hang(false);
        var copy = engine.copyAsync(channel);
        engine.device.setPower(DevicePowerState.D3);
        awaitFailure(NtStatus.IO_TIMEOUT, copy);
        engine.device.setPower(DevicePowerState.D0);
        engine.assertCopies(channel);
    }

    @Test
    @DisplayName("[STO-4] closes a region that the hung engine may still write: refused while it may, not for ever")
    void shouldCloseTheRegionAfterTheChannel() throws Exception {
        MemoryRegion region = engine.memory.allocate(SIZE);
        hang(false);
        awaitFailure(NtStatus.IO_TIMEOUT, channel.copyAsync(engine.source, 0, region, 0, SIZE));
        region.close();
    }

    @Test
    @DisplayName("[STO-4] has its managed copies done again, by the same engine once it is reset")
    void shouldRetryManagedCopies() throws Exception {
        try (ManagedCopier copier = engine.copier(ENGINES_ONLY)) {
            hang(false);
            awaitDone(engine.copyAsync(copier));
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
                awaitDone(engine.copyAsync(copier));
            }
            assertEquals(3, copier.statistics().byEngine());
            assertEquals(3, copier.statistics().retries());
        }
    }
}
