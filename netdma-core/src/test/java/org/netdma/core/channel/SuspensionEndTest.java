// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertRefused;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.ChannelState;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeChannel.Suspendable;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.wdm.NtStatus;

/** Suspended channels that do not go on as if nothing had been. */
class SuspensionEndTest extends ChannelFixture {

    private static final int SIZE = 3 * 4096;

    SuspensionEndTest() {
        super(SIZE);
    }

    @Test
    @DisplayName("[XFR-6] a channel that cannot be resumed is halted, and reset makes it usable")
    void shouldHaltWhenItCannotBeResumed() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new, 8);
        Complete driver = (Complete) provider.channel();
        submitNulls(3);
        engine.step(1);
        channel.suspend();
        driver.resumeAnswer = NtStatus.UNSUCCESSFUL;
        assertStatus(NtStatus.UNSUCCESSFUL, channel::resume);
        assertRefused(Refusal.HALTED, channel.poll());
        assertEquals(2, channel.failure().orElseThrow().failedTicket());
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::suspend);
        channel.reset();
        submitNulls(1);
        engine.drain();
        assertEquals(4, channel.poll());
        assertEquals(List.of("start 3", "suspend", "resume", "reset", "start 1"), driver.calls);
    }

    @Test
    @DisplayName("[STO-1] a channel whose provider stopped says so to every control call")
    void shouldSayThatTheChannelIsRemoved() throws NetDmaException {
        open(2, Complete::new, 8);
        submitNulls(1);
        channel.suspend();
        CompletableFuture<NtStatus> stopped = Background.supply(provider.registration()::stop);
        Interface.await(() -> {
            provider.channel().engine.drain();
            return stopped.isDone();
        });
        assertEquals(NtStatus.SUCCESS, stopped.join());
        assertStatus(NtStatus.DEVICE_REMOVED, channel::suspend);
        assertStatus(NtStatus.DEVICE_REMOVED, channel::resume);
        assertStatus(NtStatus.DEVICE_REMOVED, channel::abort);
        assertStatus(NtStatus.DEVICE_REMOVED, channel::reset);
        assertStatus(NtStatus.DEVICE_REMOVED, () -> channel.cancel(1));
        assertRefused(Refusal.CHANNEL_REMOVED, channel.insertCopy(source, 0, destination, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("[STO-1] [XFR-6] a suspended channel that is closed, or whose provider stops, is drained first")
    void shouldDrainASuspendedChannelThatEnds(boolean byClient) throws NetDmaException {
        FakeEngine engine = open(2, Complete::new, 8);
        channel.enqueueCopy(source, 0, destination, 0, 4096);
        channel.submit();
        CompletableFuture<Void> stage = channel.copyAsync(source, 4096, destination, 4096, 4096).toCompletableFuture();
        channel.suspend();
        assertTrue(channel.insertCopy(source, 8192, destination, 8192, 4096) > 0);
        CompletableFuture<Void> end = Background.run(() -> {
            if (byClient) {
                channel.close();
            } else {
                provider.registration().stop();
            }
        });
        Interface.await(() -> provider.channel().calls.contains("append 1") && !end.isDone()
                && channel.info().state() == ChannelState.CLOSING);
        Interface.await(() -> {
            engine.drain();
            return end.isDone();
        });
        end.join();
        stage.join();
        assertEquals(List.of("start 1", "append 1", "suspend", "resume", "append 1", "free"),
                provider.channel().calls);
        assertEquals(source.buffer().slice(0, 12288), destination.buffer().slice(0, 12288));
    }

    @Test
    @DisplayName("[STO-4] [XFR-6] a suspended channel that cannot be resumed at its end is stopped by force")
    void shouldStopByForceWhatCannotBeResumedAtItsEnd() throws NetDmaException {
        open(2, Complete::new, 8);
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, 64).toCompletableFuture();
        channel.suspend();
        ((Complete) provider.channel()).resumeAnswer = NtStatus.UNSUCCESSFUL;
        channel.close();
        assertTrue(stage.isCompletedExceptionally());
        assertEquals(List.of("start 1", "suspend", "resume", "reset", "free"), provider.channel().calls);
    }

    @Test
    @DisplayName("[XFR-8] a suspended channel can be reset; where it cannot, it stays suspended")
    void shouldResetASuspendedChannel() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new, 8);
        submitNulls(2);
        channel.suspend();
        channel.reset();
        assertEquals(2, channel.poll());
        submitNulls(1);
        engine.drain();
        assertEquals(3, channel.poll());
        assertEquals(List.of("start 2", "suspend", "reset", "start 1"), provider.channel().calls);
        FakeProvider poor = new FakeProvider(NetDmaVersion.V2_0, Suspendable::new);
        poor.register(core.netDma, "0001");
        poor.start();
        channel = core.client.allocateChannel(
                ChannelRequest.DEFAULT.withProvider("ROOT\\FAKE\\0001"));
        submitNulls(2);
        channel.suspend();
        assertStatus(NtStatus.NOT_SUPPORTED, channel::reset);
        assertEquals(ChannelState.SUSPENDED, channel.info().state());
        channel.resume();
        poor.channel().engine.drain();
        assertEquals(2, channel.poll());
        channel.suspend();
        channel.reset();
        assertEquals(List.of("start 2", "suspend", "resume", "suspend", "resume"), poor.channel().calls);
    }
}
