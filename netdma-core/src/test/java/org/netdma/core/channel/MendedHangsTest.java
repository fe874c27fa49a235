// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.settings.Settings;
import org.netdma.core.verifier.CoreVerifier;
import org.netdma.core.verifier.VerifierSettings;
import org.netdma.wdm.NtStatus;

/** Engines that hang after their driver has reset them, and answered SUCCESS. */
class MendedHangsTest extends CopyFixture {

    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final int SIZE = 4096;

    private final CoreVerifier verifier = new CoreVerifier(VerifierSettings.DEFAULT);
    private final List<String> failedDevices = new CopyOnWriteArrayList<>();
    private final FakeProvider provider = FakeProvider.counted();

    MendedHangsTest() {
        super(SIZE);
    }

    @Override
    Interface openInterface() throws NetDmaException {
        verifier.failDevicesWith((device, reason) -> failedDevices.add(device + ": " + reason));
        return new Interface(new Settings(TIMEOUT, Duration.ofSeconds(5), true, 2), verifier);
    }

    private CompletableFuture<Void> copy(DmaChannel channel) {
        return channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
    }

    private void hang(DmaChannel channel) {
        assertTimedOut(copy(channel));
    }

    private static void assertTimedOut(CompletableFuture<Void> copy) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> copy.get(60, TimeUnit.SECONDS));
        assertEquals(NtStatus.IO_TIMEOUT, ((NetDmaException) failed.getCause()).status());
    }

    private void work(DmaChannel channel) throws Exception {
        CompletableFuture<Void> copy = copy(channel);
        provider.channel().engine.drain();
        copy.get(60, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("[STO-4] one that hangs again with nothing done in between is broken: its device fails, once it is sure")
    void shouldFailTheDeviceOfAnEngineThatIsNotMended() throws Exception {
        DmaChannel channel = core.channelOf(provider, 4);
        work(channel);
        hang(channel);
        assertEquals(List.of(), failedDevices);
        hang(channel);
        assertEquals(1, failedDevices.size(), failedDevices::toString);
        assertTrue(failedDevices.get(0).startsWith("ROOT\\FAKE\\0000: the engine of channel 0 of provider 1")
                && failedDevices.get(0).endsWith("does nothing: its driver stopped it when it hung and answered "
                        + "STATUS_SUCCESS, and it hung again with no copy done in between [STO-4]"),
                failedDevices::toString);
        assertEquals(Refusal.HALTED.code(), channel.poll(), "it waits for its end, and takes no more copies meanwhile");
    }

    @Test
    @DisplayName("[STO-4] one that does a copy after each reset stays at work, however often it hangs")
    void shouldKeepAnEngineThatWorksInBetween() throws Exception {
        DmaChannel channel = core.channelOf(provider, 4);
        for (int i = 0; i < 5; i++) {
            hang(channel);
            work(channel);
        }
        assertEquals(List.of(), failedDevices);
    }

    @Test
    @DisplayName("[STO-4] one that did a copy on a channel that is closed since stays at work")
    void shouldCountCopiesOfClosedChannels() throws Exception {
        DmaChannel first = core.channelOf(provider, 4);
        hang(first);
        first.close();
        try (DmaChannel second = core.client.allocateChannel()) {
            work(second);
        }
        hang(core.client.allocateChannel());
        assertEquals(List.of(), failedDevices);
    }

    @Test
    @DisplayName("[STO-4] one that hangs on each of its channels, one after the other, is broken")
    void shouldFailTheDeviceOverChannels() throws Exception {
        DmaChannel first = core.channelOf(provider, 4);
        hang(first);
        first.close();
        hang(core.client.allocateChannel());
        assertEquals(1, failedDevices.size(), failedDevices::toString);
    }

    @Test
    @DisplayName("[STO-4] one that hangs with copies on all channels hangs once: they waited at the same time")
    void shouldTakeOneHangOfAllChannelsForOne() throws Exception {
        DmaChannel first = core.channelOf(provider, 4);
        DmaChannel second = core.client.allocateChannel();
        CompletableFuture<Void> one = copy(first);
        CompletableFuture<Void> other = copy(second);
        assertTimedOut(one);
        assertTimedOut(other);
        assertEquals(List.of(), failedDevices);
    }

    @Test
    @DisplayName("[STO-4, STA-3] one that is started anew begins with a clean sheet")
    void shouldForgetHangsAtStart() throws Exception {
        hang(core.channelOf(provider, 4));
        provider.registration().stop();
        provider.start();
        hang(core.client.allocateChannel());
        assertEquals(List.of(), failedDevices);
    }
}
