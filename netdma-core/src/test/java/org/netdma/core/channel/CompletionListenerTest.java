// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.core.channel.PolledCopyTest.assertStatus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelRequest;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.descriptor.ControlFlags;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

class CompletionListenerTest {

    private static final int INTERRUPT = ControlFlags.INTERRUPT_ON_COMPLETION;
    private static final int STATUS = ControlFlags.STATUS_UPDATE_ON_COMPLETION;

    private Interface core;
    private FakeProvider provider;
    private final Notes notes = new Notes();
    private DmaChannel channel;

    /** Notes what it is told. */
    private static class Notes implements CompletionListener {

        final List<String> all = new CopyOnWriteArrayList<>();
        final List<Thread> threads = new CopyOnWriteArrayList<>();
        volatile DmaChannel channel;

        @Override
        public void completed(DmaChannel of, long ticket) {
            channel = of;
            threads.add(Thread.currentThread());
            all.add("completed " + ticket);
        }

        @Override
        public void halted(DmaChannel of, ChannelFailure failure) {
            channel = of;
            threads.add(Thread.currentThread());
            all.add("halted " + failure.failedTicket() + " " + failure.status().name());
        }
    }

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
    }

    @AfterEach
    void close() {
        core.close();
    }

    private FakeEngine open(int major, CompletionListener listener) throws NetDmaException {
        return open(core, major, listener);
    }

    private FakeEngine open(Interface in, int major, CompletionListener listener) throws NetDmaException {
        provider = new FakeProvider(new NetDmaVersion(major, 0), Complete::new);
        provider.register(in.netDma, "0000");
        provider.start();
        channel = in.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16), listener);
        return provider.channel().engine;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[INT-3] [CPL-1] a descriptor that interrupts and reports calls the listener, on the DPC's thread")
    void shouldCallOnTheDpcThread(int major) throws NetDmaException {
        FakeEngine engine = open(major, notes);
        channel.enqueueNull(0);
        channel.enqueueNull(INTERRUPT);
        channel.enqueueNull(0);
        channel.submit();
        engine.step(1);
        assertEquals(List.of(), notes.all);
        engine.step(1);
        assertEquals(List.of("completed 2"), notes.all);
        assertSame(Thread.currentThread(), notes.threads.get(0), "the fake engine's own");
        assertSame(channel, notes.channel);
        engine.step(1);
        assertEquals(3, channel.poll());
        assertEquals(List.of("completed 2"), notes.all, "the last one did not ask");
    }

    @Test
    @DisplayName("[CPL-1] report, interrupt, both, and neither")
    void shouldChooseTheMethodForEachDescriptor() throws NetDmaException {
        FakeEngine engine = open(2, notes);
        MemoryRegion region = core.memory.allocate(64);
        for (int i = 0; i < 4; i++) {
            channel.enqueueNull(0);
        }
        channel.submit(); // the interface itself asks for a report of each fourth [STO-4]: here 4 and 8
        engine.drain();
        channel.enqueueCopy(region, 0, region, 32, 1, STATUS);
        channel.enqueueCopy(region, 0, region, 32, 1, INTERRUPT);
        channel.enqueueCopy(region, 0, region, 32, 1, 0);
        channel.enqueueCopy(region, 0, region, 32, 1, INTERRUPT | STATUS);
        channel.enqueueNull(0);
        channel.submit();
        engine.step(1);
        assertEquals(5, channel.poll());
        assertEquals(List.of(), notes.all);
        engine.step(1);
        assertEquals(6, channel.poll(), "with a listener each interrupt reports");
        assertEquals(List.of("completed 6"), notes.all);
        engine.step(1);
        assertEquals(6, channel.poll(), "neither");
        engine.step(1);
        assertEquals(List.of("completed 6", "completed 8"), notes.all);
        engine.step(1);
        assertEquals(9, channel.poll(), "the last of a submission reports");
        assertEquals(2, notes.all.size());
    }

    @Test
    @DisplayName("[INT-1] interrupts that come close together are one call, which tells of all that is done")
    void shouldTellOfAllThatIsDone() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Notes slow = new Notes() {
            @Override
            public void completed(DmaChannel of, long ticket) {
                super.completed(of, ticket);
                entered.countDown();
                try {
                    assertTrue(leave.await(60, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        FakeEngine engine = open(2, slow);
        for (int i = 0; i < 4; i++) {
            channel.enqueueNull(INTERRUPT | STATUS);
        }
        channel.submit();
        Thread first = new Thread(() -> engine.step(1));
        first.start();
        assertTrue(entered.await(60, TimeUnit.SECONDS));
        engine.drain(); // returns: the one at it is left the news
        assertEquals(List.of("completed 1"), slow.all);
        leave.countDown();
        first.join();
        assertEquals(List.of("completed 1", "completed 4"), slow.all);
        assertEquals(List.of(first, first), slow.threads);
    }

    @Test
    @DisplayName("[INT-3] null tells of an error: the listener is told that the channel halted, once")
    void shouldTellOfAHalt() throws NetDmaException {
        FakeEngine engine = open(2, notes);
        channel.enqueueNull(INTERRUPT | STATUS);
        channel.enqueueNull(INTERRUPT);
        channel.submit();
        engine.faultAfter(1);
        engine.drain();
        assertEquals(List.of("completed 1", "halted 2 IO_DEVICE_ERROR"), notes.all);
        provider.channel().handle.interruptDpc(0);
        assertEquals(2, notes.all.size());
        channel.reset();
        channel.enqueueNull(INTERRUPT);
        channel.submit();
        engine.drain();
        assertEquals(List.of("completed 1", "halted 2 IO_DEVICE_ERROR", "completed 3"), notes.all);
    }

    @Test
    @DisplayName("[INT-3] an error that only the interrupt tells of halts the channel, unless the engine goes on")
    void shouldHaltForAnErrorThatTheWordDoesNotTell() throws NetDmaException {
        FakeEngine engine = open(2, notes);
        channel.enqueueNull(STATUS);
        channel.enqueueNull(0);
        channel.submit();
        provider.channel().handle.interruptDpc(0); // late news
        engine.step(1);
        assertEquals(1, channel.poll());
        assertEquals(List.of(), notes.all);
        engine.reportNoFaults();
        engine.faultAfter(0);
        engine.drain();
        Interface.await(() -> !notes.all.isEmpty());
        assertEquals(List.of("halted 2 IO_DEVICE_ERROR"), notes.all);
        assertEquals(Refusal.HALTED.code(), channel.poll());
        assertEquals(List.of("start 2", "reset"), provider.channel().calls);
    }

    @Test
    @DisplayName("[STO-4] the listener is told of a time-out, and not of an abort, which is its client's own doing")
    void shouldTellOfATimeOut() throws NetDmaException {
        try (Interface impatient = Interface.impatient(20)) {
            open(impatient, 2, notes);
            channel.enqueueNull(INTERRUPT);
            channel.submit();
            Interface.await(() -> !notes.all.isEmpty());
            assertEquals(List.of("halted 1 IO_TIMEOUT"), notes.all);
            channel.reset();
            channel.abort();
            assertEquals(1, notes.all.size());
        }
    }

    @Test
    @DisplayName("[INT-1] a lost interrupt, of a completion or an error, is noticed")
    void shouldNoticeLostInterrupts() throws NetDmaException {
        FakeEngine engine = open(2, notes);
        engine.loseInterrupts();
        channel.enqueueNull(INTERRUPT);
        channel.submit();
        engine.drain();
        Interface.await(() -> !notes.all.isEmpty());
        assertEquals(List.of("completed 1"), notes.all);
        channel.enqueueNull(INTERRUPT);
        channel.submit();
        engine.faultAfter(0);
        engine.drain();
        assertEquals(Refusal.HALTED.code(), channel.poll());
        Interface.await(() -> notes.all.size() == 2);
        assertEquals("halted 2 IO_DEVICE_ERROR", notes.all.get(1));
    }

    @Test
    @DisplayName("[INT-3] what a listener throws does not disturb the driver's DPC, and reset ends what was to be told")
    void shouldBearAListenerThatThrows() throws NetDmaException {
        FakeEngine engine = open(2, (of, ticket) -> {
            throw new IllegalStateException("toy listener");
        });
        channel.enqueueNull(INTERRUPT);
        channel.submit();
        assertEquals(1, engine.drain());
        assertEquals(1, channel.poll());
        assertStatus(NtStatus.INVALID_PARAMETER, () -> core.client.allocateChannel(ChannelRequest.DEFAULT, null));
    }

    @Test
    @DisplayName("[XFR-8] tickets that a reset ended are not told of")
    void shouldForgetWhatWasReset() throws NetDmaException {
        FakeEngine engine = open(2, notes);
        channel.enqueueNull(INTERRUPT);
        channel.submit();
        channel.reset();
        channel.enqueueNull(0);
        channel.submit();
        engine.drain();
        provider.channel().handle.interruptDpc(provider.channel().parameters.completionPhysicalAddress());
        assertEquals(2, channel.poll());
        assertEquals(List.of(), notes.all);
    }
}
