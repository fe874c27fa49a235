// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeChannel.Suspendable;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.BusWindow;
import org.netdma.provider.spi.SuspendableChannel.Suspension;
import org.netdma.wdm.NtStatus;

class SuspensionTest extends ChannelFixture {

    private static final int SIZE = 1 << 20;

    SuspensionTest() {
        super(SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] suspend tells how far the engine got, nothing runs until resume, then the rest does")
    void shouldStandStillUntilResumed(int major) throws NetDmaException {
        FakeEngine engine = open(major, Complete::new, 8);
        submitNulls(5);
        engine.step(2);
        assertEquals(0, channel.poll(), "no report was asked for yet");
        assertEquals(2, channel.suspend());
        assertEquals(2, channel.poll());
        assertEquals(ChannelState.SUSPENDED, channel.info().state());
        assertEquals(0, channel.freeEntries());
        assertEquals(0, engine.drain());
        channel.resume();
        assertEquals(ChannelState.ACTIVE, channel.info().state());
        assertEquals(2, channel.poll(), "does not go back");
        assertEquals(3, engine.drain());
        assertEquals(5, channel.poll());
        submitNulls(1);
        engine.drain();
        assertEquals(6, channel.poll());
        assertEquals(List.of("start 5", "suspend", "resume", "append 1"), provider.channel().calls);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] [XFR-7] [CPL-2] the completion word goes through all its values, and is read in each")
    void shouldReadEveryWord(int major) throws NetDmaException {
        FakeEngine engine = open(major, Complete::new, 8);
        assertEquals(TransferStatus.ARMED, word());
        assertEquals(0, channel.poll());
        channel.enqueueNull(ControlFlags.STATUS_UPDATE_ON_COMPLETION);
        channel.enqueueNull(ControlFlags.STATUS_UPDATE_ON_COMPLETION);
        submitNulls(2);
        engine.step(1);
        assertEquals(TransferStatus.ACTIVE, word());
        assertEquals(1, channel.poll());
        engine.step(1);
        assertEquals(2, channel.suspend());
        assertEquals(TransferStatus.SUSPEND, word());
        assertEquals(2, channel.poll());
        channel.resume();
        engine.drain();
        assertEquals(TransferStatus.IDLE, word());
        assertEquals(4, channel.poll());
        submitNulls(1);
        channel.abort();
        assertEquals(TransferStatus.HALTED, word());
        assertRefused(Refusal.HALTED, channel.poll());
        channel.reset();
        assertEquals(TransferStatus.ARMED, word());
        assertEquals(5, channel.poll());
    }

    private TransferStatus word() {
        long address = provider.channel().parameters.completionPhysicalAddress();
        BusWindow window = provider.registration().busMemory().window(address);
        return CompletionWord.status(window.bytes().getLong((int) (address - window.start())));
    }

    @Test
    @DisplayName("[XFR-7] a fault of the descriptor that a suspension waits for halts the channel")
    void shouldHaltWhenTheCurrentDescriptorFails() throws NetDmaException {
        FakeEngine engine = open(2, (parameters, handle, made) -> new Complete(parameters, handle, made) {
            @Override
            public Suspension suspendDma() {
                made.faultAfter(1);
                made.loseInterrupts();
                made.drain();
                return super.suspendDma();
            }
        }, 8);
        submitNulls(3);
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::suspend);
        assertRefused(Refusal.HALTED, channel.poll());
        channel.reset();
        submitNulls(1);
        engine.drain();
        assertEquals(4, channel.poll());
        assertEquals(List.of("start 3", "suspend", "resume", "start 1"), provider.channel().calls);
    }

    @Test
    @DisplayName("[XFR-6] while suspended nothing is enqueued or submitted; what was enqueued stays")
    void shouldRefuseWhileSuspended() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new, 8);
        submitNulls(1);
        assertEquals(2, channel.enqueueNull(0));
        channel.suspend();
        assertRefused(Refusal.SUSPENDED, channel.enqueueNull(0));
        assertRefused(Refusal.SUSPENDED, channel.enqueueCopy(source, 0, destination, 0, 1));
        assertRefused(Refusal.SUSPENDED, channel.submit());
        assertStatus(NtStatus.INVALID_DEVICE_STATE, () -> channel.copy(source, 0, destination, 0, 1));
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::suspend);
        channel.resume();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::resume);
        assertEquals(1, engine.drain());
        assertEquals(2, channel.submit());
        assertEquals(1, engine.drain());
        assertEquals(2, channel.poll());
    }

    @Test
    @DisplayName("[XFR-1] [XFR-6] a channel that was never started is suspended without its driver, then started")
    void shouldSuspendBeforeTheFirstStart() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new, 8);
        channel.enqueueNull(0);
        assertEquals(0, channel.suspend());
        channel.resume();
        assertEquals(1, channel.submit());
        engine.drain();
        assertEquals(1, channel.poll());
        assertEquals(List.of("start 1"), provider.channel().calls);
    }

    @Test
    @DisplayName("[REG-3] [XFR-6] a driver without SuspendDma is not asked")
    void shouldRefuseWhatTheDriverCannot() throws NetDmaException {
        FakeEngine engine = open(2, FakeChannel::new, 8);
        submitNulls(1);
        assertStatus(NtStatus.NOT_SUPPORTED, channel::suspend);
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::resume);
        engine.drain();
        assertEquals(1, channel.poll());
    }

    @Test
    @DisplayName("[XFR-6] what the driver refuses the suspension with comes back, and the channel goes on")
    void shouldGoOnWhenSuspensionIsRefused() throws NetDmaException {
        FakeEngine engine = open(2, Suspendable::new, 8);
        Suspendable driver = (Suspendable) provider.channel();
        submitNulls(3);
        driver.suspendAnswer = new Suspension(NtStatus.UNSUCCESSFUL, 0);
        assertStatus(NtStatus.UNSUCCESSFUL, channel::suspend);
        assertEquals(ChannelState.ACTIVE, channel.info().state());
        for (long impossible : new long[] {64, driver.parameters.completionPhysicalAddress(),
                driver.parameters.completionPhysicalAddress() - 8 * 64 - 127}) {
            driver.suspendAnswer = new Suspension(NtStatus.SUCCESS, impossible);
            assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, channel::suspend);
        }
        driver.suspendAnswer = null;
        assertEquals(3, engine.drain());
        driver.suspendAnswer = new Suspension(NtStatus.SUCCESS, 0);
        assertStatus(NtStatus.DRIVER_INTERNAL_ERROR, channel::suspend);
        submitNulls(1);
        engine.drain();
        assertEquals(4, channel.poll());
    }

    @Test
    @DisplayName("[XFR-6] a halted channel is not suspended")
    void shouldNotSuspendAHaltedChannel() throws NetDmaException {
        FakeEngine engine = open(2, Complete::new, 8);
        submitNulls(2);
        engine.faultAfter(0);
        engine.drain();
        assertStatus(NtStatus.INVALID_DEVICE_STATE, channel::suspend);
        channel.close();
        assertStatus(NtStatus.INVALID_HANDLE, channel::suspend);
        assertStatus(NtStatus.INVALID_HANDLE, channel::resume);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-6] copies with stages wait while their channel is suspended, old ones and new ones")
    void shouldKeepStagesWaiting(int major) throws NetDmaException {
        FakeEngine engine = open(major, Complete::new, 4);
        CompletableFuture<Void> large = channel.copyAsync(source, 0, destination, 0, SIZE).toCompletableFuture();
        engine.step(1);
        channel.suspend();
        CompletableFuture<Void> next = channel.copyAsync(source, 0, destination, 0, 64).toCompletableFuture();
        assertEquals(0, engine.drain());
        assertFalse(large.isDone());
        assertFalse(next.isDone());
        channel.resume();
        assertEquals(16, engine.drain());
        large.join();
        next.join();
        Interface.assertSame(source, destination);
        assertEquals(18, channel.enqueueNull(0));
    }

    @Test
    @DisplayName("[STO-4] [XFR-6] time in suspension is no time-out; afterwards it is")
    void shouldNotTimeOutWhileSuspended() throws NetDmaException {
        try (Interface impatient = new Interface()) {
            FakeProvider slow = new FakeProvider(NetDmaVersion.V2_0, Complete::new);
            DmaChannel suspended = impatient.channelOf(slow, 8);
            suspended.enqueueNull(0);
            suspended.submit();
            suspended.suspend();
            impatient.beImpatient(20); // not before: on a busy machine that may be over by now
            FakeProvider other = new FakeProvider(NetDmaVersion.V2_0, Complete::new);
            other.register(impatient.netDma, "0001");
            other.start();
            DmaChannel hanging = impatient.client.allocateChannel(
                    ChannelRequest.DEFAULT.withProvider("ROOT\\FAKE\\0001"));
            hanging.enqueueNull(0);
            hanging.submit();
            Interface.await(() -> hanging.poll() == Refusal.HALTED.code());
            assertEquals(0, suspended.poll(), "stood still for as long, and is not halted");
            assertEquals(ChannelState.SUSPENDED, suspended.info().state());
            suspended.resume();
            Interface.await(() -> suspended.poll() == Refusal.HALTED.code());
        }
    }
}
