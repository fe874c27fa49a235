// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.itests.fault.FaultyEngine.SIZE;
import static org.netdma.itests.fault.FaultyEngine.assertFails;
import static org.netdma.itests.fault.FaultyEngine.await;
import static org.netdma.itests.fault.FaultyEngine.awaitDone;
import static org.netdma.itests.fault.FaultyEngine.awaitEquals;
import static org.netdma.itests.fault.FaultyEngine.awaitFailure;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.descriptor.ControlFlags;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.Fault;
import org.netdma.fault.FaultKind;
import org.netdma.fault.InjectedFault;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Each fault but the hang: what a client of the engine sees of it. */
@DisplayName("a client whose engine")
class InjectedFaultsTest {

    /** The engine does not hang here: this is never waited for. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private FaultyEngine engine;
    private DmaChannel channel;

    @BeforeEach
    void start() throws NetDmaException {
        engine = new FaultyEngine(TIMEOUT, Duration.ofSeconds(2));
        channel = engine.client.allocateChannel();
    }

    @AfterEach
    void stop() throws NetDmaException {
        engine.close();
    }

    private void inject(Fault fault) throws NtStatusException {
        engine.faults().inject(fault);
    }

    /** Waits for it: what the engine did wrong may be seen before the engine has counted it. */
    private void assertHappened(Fault fault, long times, boolean armed) {
        awaitEquals(List.of(new InjectedFault(fault, times, armed)), engine.faults()::injected);
    }

    @Test
    @DisplayName("[INT-3, XFR-7] fails a descriptor: the stage fails at once, the copies before it are there")
    void shouldFailTheStageOfAnEngineError() throws Exception {
        Fault error = new Fault.EngineError(2, 1);
        inject(error);
        awaitDone(engine.copyAsync(channel));
        engine.assertCopied();

        awaitFailure(NtStatus.IO_DEVICE_ERROR, engine.copyAsync(channel));
        assertHappened(error, 1, false);
        awaitDone(engine.copyAsync(channel));
    }

    @Test
    @DisplayName("[XFR-7] fails a descriptor: poll says HALTED, the failure which ticket and why, reset mends it")
    void shouldHaltThePollingClient() throws Exception {
        inject(new Fault.EngineError(2, 1));
        long first = engine.enqueue(channel);
        long second = engine.enqueue(channel);
        long third = engine.enqueue(channel);
        assertEquals(third, channel.submit());

        await("the halt", () -> channel.poll() < 0);

        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertEquals(second, channel.failure().orElseThrow().failedTicket());
        assertEquals(third, channel.failure().orElseThrow().lastSubmittedTicket());
        assertEquals(NtStatus.IO_DEVICE_ERROR, channel.failure().orElseThrow().status());
        channel.await(first, TIMEOUT);
        channel.reset();
        long again = engine.enqueue(channel);
        channel.submit();
        channel.await(again, TIMEOUT);
    }

    @Test
    @DisplayName("is slow: the copy ends well, so much later")
    void shouldWaitForASlowEngine() throws Exception {
        Fault slow = new Fault.Slow(Duration.ofMillis(20));
        inject(slow);
        long began = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            awaitDone(engine.copyAsync(channel));
        }

        assertTrue(System.nanoTime() - began >= Duration.ofMillis(60).toNanos());
        engine.assertCopied();
        assertHappened(slow, 3, true);
    }

    @Test
    @DisplayName("corrupts a copy: it ends well, and only who compares finds the wrong byte")
    void shouldNotNoticeACorruption() throws Exception {
        Fault corruption = new Fault.Corruption(1, 1);
        inject(corruption);
        awaitDone(engine.copyAsync(channel));

        assertEquals(0, engine.source.buffer().mismatch(engine.destination.buffer()), "the wrong byte");
        assertHappened(corruption, 1, false);
        awaitDone(engine.copyAsync(channel));
        engine.assertCopied();
    }

    @Test
    @DisplayName("[STO-4] loses an interrupt: the stage completes all the same, long before the time-out")
    void shouldCompleteWithoutTheInterrupt() throws Exception {
        Fault lost = new Fault.LostInterrupt(3);
        inject(lost);
        for (int i = 0; i < 3; i++) {
            awaitDone(engine.copyAsync(channel));
        }

        engine.assertCopied();
        assertHappened(lost, 3, false);
    }

    @Test
    @DisplayName("[INT-3] interrupts without cause: nobody is told of copies that are not done")
    void shouldIgnoreSpuriousInterrupts() throws Exception {
        AtomicLong told = new AtomicLong();
        AtomicInteger early = new AtomicInteger();
        CompletionListener listener = (heard, ticket) -> {
            if (heard.completed() < ticket) {
                early.incrementAndGet();
            }
            told.set(ticket); // last: it is waited for
        };
        Fault spurious = new Fault.SpuriousInterrupt(16);
        DmaChannel listened = engine.client.allocateChannel(ChannelRequest.DEFAULT, listener);
        inject(spurious);
        for (int i = 0; i < 16; i++) {
            long ticket = listened.enqueueCopy(engine.source, 0, engine.destination, 0, SIZE,
                    i == 15 ? ControlFlags.INTERRUPT_ON_COMPLETION : 0);
            assertTrue(ticket > 0);
        }
        long last = listened.submit();

        await("the news of the last copy", () -> told.get() == last);
        assertEquals(0, early.get(), "calls that told of a copy which was not done");
        engine.assertCopied();
        assertHappened(spurious, 16, false);
    }

    @Test
    @DisplayName("[CHN-3] allocates no channel: the status is what the driver said, and the next allocation works")
    void shouldBeRefusedAChannel() throws Exception {
        Fault failure = new Fault.AllocationFailure(NtStatus.DEVICE_BUSY, 1);
        inject(failure);

        assertFails(NtStatus.DEVICE_BUSY, engine.client::allocateChannel);
        assertHappened(failure, 1, false);
        assertEquals(1, engine.clients.providers().get(0).channelsInUse(), "nothing is left of the attempt");
        engine.client.allocateChannel().close();
    }

    @Test
    @DisplayName("[PNP-18] throws in AllocateDmaChannel: a driver error, and the next allocation works")
    void shouldBeRefusedAChannelByAnException() throws Exception {
        inject(new Fault.DriverException(DriverEntryPoint.ALLOCATE_DMA_CHANNEL, 1));

        assertFails(NtStatus.DRIVER_INTERNAL_ERROR, engine.client::allocateChannel);
        engine.client.allocateChannel().close();
    }

    @Test
    @DisplayName("[PNP-18] throws in AppendDma: the submission is refused, and what was enqueued goes with the next")
    void shouldBeRefusedASubmission() throws Exception {
        Fault exception = new Fault.DriverException(DriverEntryPoint.APPEND_DMA, 2);
        long before = engine.enqueue(channel);
        channel.submit();
        channel.await(before, TIMEOUT);
        inject(exception);
        long ticket = engine.enqueue(channel);

        assertEquals(Refusal.PROVIDER_REFUSED.code(), channel.submit());
        awaitFailure(NtStatus.UNSUCCESSFUL, engine.copyAsync(channel));
        assertHappened(exception, 2, false);
        assertTrue(channel.submit() >= ticket);
        channel.await(ticket, TIMEOUT);
    }

    @Test
    @DisplayName("[PNP-18, DCA-2] throws in StartDma: no channel is given out that its driver has not started")
    void shouldBeRefusedAChannelThatDoesNotStart() throws Exception {
        inject(new Fault.DriverException(DriverEntryPoint.START_DMA, 1));

        assertThrows(NetDmaException.class, engine.client::allocateChannel);
        try (DmaChannel next = engine.client.allocateChannel()) {
            engine.copy(next);
        }
    }

    @Test
    @DisplayName("[PNP-18, XFR-6] throws in SuspendDma or ResumeDma: the call says so; one not resumed is halted")
    void shouldFailSuspension() throws Exception {
        inject(new Fault.DriverException(DriverEntryPoint.SUSPEND_DMA, 1));
        assertFails(NtStatus.DRIVER_INTERNAL_ERROR, channel::suspend);
        channel.suspend();

        inject(new Fault.DriverException(DriverEntryPoint.RESUME_DMA, 1));
        assertFails(NtStatus.DRIVER_INTERNAL_ERROR, channel::resume);
        channel.reset();
        engine.copy(channel);
    }

    @Test
    @DisplayName("[PNP-18] throws in AbortDma: the call says so, the channel is halted, reset mends it")
    void shouldFailAbort() throws Exception {
        engine.copy(channel);
        inject(new Fault.DriverException(DriverEntryPoint.ABORT_DMA, 1));

        assertFails(NtStatus.DRIVER_INTERNAL_ERROR, channel::abort);
        channel.reset();
        engine.copy(channel);
    }

    @Test
    @DisplayName("[PNP-18] throws in FreeDmaChannel: the client is rid of it all the same")
    void shouldCloseInSpiteOfAnException() throws Exception {
        Fault exception = new Fault.DriverException(DriverEntryPoint.FREE_DMA_CHANNEL, 1);
        inject(exception);
        channel.close();

        assertHappened(exception, 1, false);
        assertEquals(Refusal.CHANNEL_CLOSED.code(), channel.poll());
        assertEquals(0, engine.clients.providers().get(0).channelsInUse());
    }

    @Test
    @DisplayName("was told to do wrong, and then not to: nothing happens")
    void shouldSeeNothingOfWhatWasCleared() throws Exception {
        inject(new Fault.EngineError(1, 100));
        inject(new Fault.DriverException(DriverEntryPoint.APPEND_DMA, 100));
        engine.faults().clear();

        awaitDone(engine.copyAsync(channel));
        assertEquals(List.of(), engine.faults().injected());
    }

    @Test
    @DisplayName("offers every fault while it is started, and forgets them with its power")
    void shouldOfferFaultsWhileStarted() throws Exception {
        assertEquals(EnumSet.allOf(FaultKind.class), engine.faults().kinds());
        assertEquals(engine.device.instanceId(), engine.faults().instanceId());
        inject(new Fault.EngineError(1, 1));
        engine.device.setPower(DevicePowerState.D3);
        assertEquals(List.of(), engine.faults().injected());
        NtStatusException refused = assertThrows(NtStatusException.class, () -> inject(new Fault.EngineError(1, 1)));
        assertEquals(NtStatus.INVALID_DEVICE_STATE, refused.status());
        engine.device.setPower(DevicePowerState.D0);

        engine.copy(channel);
        engine.device.stop();
        assertFalse(engine.offersFaults());
    }
}
