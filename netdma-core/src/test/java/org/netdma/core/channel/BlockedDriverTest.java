// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.memory.MemoryRegion;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.ResettableChannel;
import org.netdma.wdm.NtStatus;

/** Engines that hang under drivers that do not stop them. */
class BlockedDriverTest extends CopyFixture {

    private static final Duration TIMEOUT = Duration.ofMillis(150);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(2);
    private static final int SIZE = 4096;

    private final CoreVerifier verifier = new CoreVerifier(VerifierSettings.DEFAULT);
    private final List<String> failedDevices = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    /** Its reset does not return until the test ends. */
    private final class BlocksInReset extends FakeChannel implements ResettableChannel {

        BlocksInReset(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public NtStatus resetChannel() {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return NtStatus.SUCCESS;
        }
    }

    /** Its reset interrupts, and waits until the interrupt is dealt with. */
    private static final class InterruptsInReset extends FakeChannel implements ResettableChannel {

        InterruptsInReset(ChannelParameters parameters, ChannelHandle handle, FakeEngine engine) {
            super(parameters, handle, engine);
        }

        @Override
        public NtStatus resetChannel() {
            engine.stop(true);
            handle.interruptDpc(0);
            return NtStatus.SUCCESS;
        }
    }

    BlockedDriverTest() {
        super(SIZE);
    }

    @Override
    Interface openInterface() throws NetDmaException {
        verifier.failDevicesWith((device, reason) -> failedDevices.add(device + ": " + reason));
        return new Interface(new Settings(TIMEOUT, Duration.ofSeconds(5), true, 2, CALL_LIMIT), verifier);
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    private CompletableFuture<Void> copy(DmaChannel channel) {
        return channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
    }

    private static void assertTimedOut(CompletableFuture<Void> copy) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> copy.get(60, TimeUnit.SECONDS));
        assertEquals(NtStatus.IO_TIMEOUT, ((NetDmaException) failed.getCause()).status());
    }

    @Test
    @DisplayName("[STO-4] a driver that never returns from ResetChannel holds up nobody: hangs are noticed still")
    void shouldGoOnWithoutADriverThatBlocks() throws Exception {
        DmaChannel blocked = core.channelOf(new FakeProvider(NetDmaVersion.V2_0, BlocksInReset::new), 4);
        FakeProvider other = FakeProvider.counted();
        other.register(core.netDma, "0001");
        other.start();
        DmaChannel second = core.client.allocateChannel(ChannelRequest.DEFAULT.withProvider("ROOT\\FAKE\\0001"));

        assertTimedOut(copy(blocked));
        assertTimedOut(copy(second));
        blocked.close();
        assertEquals(List.of("start 1", "reset"), other.channel().calls, "the other was reset");
    }

    @Test
    @DisplayName("[STO-4] a device whose engine hangs and cannot be stopped is taken out of work")
    void shouldFailTheDeviceOfAnEngineThatCannotBeStopped() throws Exception {
        DmaChannel channel = core.channelOf(FakeProvider.minimal(), 4);
        assertTimedOut(copy(channel));
        Interface.await(() -> !failedDevices.isEmpty());
        assertTrue(failedDevices.get(0).startsWith("ROOT\\FAKE\\0000: the engine of channel 0 of provider 1"),
                failedDevices::toString);
        assertTrue(failedDevices.get(0)
                .endsWith("hangs and cannot be stopped: STATUS_NOT_SUPPORTED (0xC00000BB) [STO-4]"),
                failedDevices::toString);
    }

    @Test
    @DisplayName("[STO-4] a device whose engine hangs and is reset stays at work")
    void shouldKeepTheDeviceOfAnEngineThatIsReset() throws Exception {
        DmaChannel channel = core.channelOf(FakeProvider.counted(), 4);
        assertTimedOut(copy(channel));
        assertEquals(List.of(), failedDevices);
    }

    @Test
    @DisplayName("[STO-4, INT-3] a driver may interrupt while it is asked to stop")
    void shouldTakeAnInterruptDuringReset() throws Exception {
        try (Interface patient = new Interface(new Settings(TIMEOUT, Duration.ofSeconds(5), true, 2,
                Duration.ofMinutes(1)))) {
            DmaChannel channel = patient.channelOf(
                    new FakeProvider(NetDmaVersion.V2_0, InterruptsInReset::new), 4);
            MemoryRegion region = patient.filled(2 * SIZE, 1);
            assertTimedOut(channel.copyAsync(region, 0, region, SIZE, SIZE).toCompletableFuture());
        }
    }
}
