// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.core.driver.DriverCall;
import org.netdma.core.fake.Circular;
import org.netdma.core.fake.FakeChannel;
import org.netdma.core.fake.FakeDevice;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.LogLines;
import org.netdma.core.stage.CopyStage;
import org.netdma.descriptor.ControlFlags;
import org.netdma.wdm.NtStatus;

@DisplayName("each copy ends once, whatever others throw")
@Timeout(180)
class EndsOnceTest extends ChannelFixture {

    private static final int COPIES = 3;

    private final List<CompletableFuture<Void>> stages = new ArrayList<>();
    private final List<String> ended = new CopyOnWriteArrayList<>();

    EndsOnceTest() {
        super(4096);
    }

    /** Starts copies, each with a dependent on either side of one that throws what cannot even be kept. */
    private void startCopies() {
        for (int i = 0; i < COPIES; i++) {
            CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, 64).toCompletableFuture();
            String name = "copy " + i;
            stage.whenComplete((done, failure) -> ended.add(name));
            stage.handle((done, failure) -> {
                throw new Circular();
            });
            stage.whenComplete((done, failure) -> ended.add(name));
            stages.add(stage);
        }
    }

    private void assertAllEnded(LogLines log) {
        assertTrue(stages.stream().allMatch(CompletableFuture::isDone));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            expected.add("copy " + i);
            expected.add("copy " + i);
        }
        assertEquals(expected, ended);
        List<String> lines = log.take();
        assertEquals(passesOnWhatItCanNotKeep() ? COPIES : 0, lines.size(), lines::toString);
        lines.forEach(line -> assertTrue(line.contains("what depends on the stage of a copy threw"), line));
    }

    /** {@return whether a stage of this JDK throws at whoever completes it: Java 17 does, 25 keeps even such a throwable} */
    private static boolean passesOnWhatItCanNotKeep() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        stage.handle((done, failure) -> {
            throw new Circular();
        });
        try {
            return !stage.complete(null);
        } catch (StackOverflowError passedOn) {
            return true;
        }
    }

    @Test
    @DisplayName("[MEM-13] a dependent that overflows the stack keeps no stage from its end: reset, halt and success")
    void shouldEndEachStage() throws NetDmaException {
        FakeEngine engine = open(2, FakeChannel.Complete::new, 16);
        try (LogLines log = new LogLines(CopyStage.class)) {
            startCopies();
            channel.reset();
            assertAllEnded(log);
            forget();
            startCopies();
            engine.faultAfter(0);
            engine.drain();
            assertAllEnded(log);
            forget();
            startCopies();
            engine.drain();
            assertAllEnded(log);
            assertTrue(stages.stream().noneMatch(CompletableFuture::isCompletedExceptionally));
        }
    }

    private void forget() {
        stages.clear();
        ended.clear();
    }

    @Test
    @DisplayName("[MEM-13] a driver that throws what cannot be printed, during a reset, keeps no stage from its end")
    void shouldEndEachStageWhenTheDriverThrows() throws NetDmaException {
        CompletableFuture<Void> stage = startOn(FakeProvider.cacheAware((parameters, handle, engine) ->
                new FakeChannel.Complete(parameters, handle, engine) {
                    @Override
                    public NtStatus startDma(long descriptor, int count) {
                        if (answer == null) {
                            throw new Circular();
                        }
                        return super.startDma(descriptor, count);
                    }
                }));
        try (LogLines log = new LogLines(DriverCall.class)) {
            channel.reset();
            assertEquals(1, log.take().size());
        }
        assertLostAndUsable(stage);
    }

    @Test
    @DisplayName("[MEM-13] an error between the taking of the stages and their end keeps none from it")
    void shouldEndEachStageWhenALogThrows() throws NetDmaException {
        CompletableFuture<Void> stage = startOn(FakeProvider.cacheAware(FakeChannel.Complete::new));
        withoutLog(DriverCall.class, () -> assertThrows(NoClassDefFoundError.class, channel::reset));
        assertLostAndUsable(stage);
    }

    /** Runs something while a class cannot log, as when a part of the log is gone. */
    private static void withoutLog(Class<?> of, Executable action) {
        Logger logger = Logger.getLogger(of.getName());
        logger.setFilter(line -> {
            throw new NoClassDefFoundError("log/Gone");
        });
        try {
            assertDoesNotThrow(action);
        } finally {
            logger.setFilter(null);
        }
    }

    @Test
    @DisplayName("[MEM-13] a dependent that overflows the stack keeps no stage from its end where it cannot be logged")
    void shouldEndEachStageWithoutLog() throws NetDmaException {
        open(2, FakeChannel.Complete::new, 16);
        startCopies();
        withoutLog(CopyStage.class, channel::reset);
        assertEquals(2 * COPIES, ended.size());
    }

    /** Starts a copy, and has the driver throw from then on. */
    private CompletableFuture<Void> startOn(FakeProvider of) throws NetDmaException {
        provider = of;
        channel = core.channelOf(of, 16);
        of.channel().engine.drain();
        CompletableFuture<Void> stage = channel.copyAsync(source, 0, destination, 0, 64).toCompletableFuture();
        of.channel().answer = null;
        return stage;
    }

    private void assertLostAndUsable(CompletableFuture<Void> lost) throws NetDmaException {
        assertTrue(lost.isCompletedExceptionally());
        provider.channel().answer = NtStatus.SUCCESS;
        channel.reset();
        CompletableFuture<Void> next = channel.copyAsync(source, 0, destination, 0, 64).toCompletableFuture();
        provider.channel().engine.drain();
        assertTrue(next.isDone() && !next.isCompletedExceptionally());
    }

    @Test
    @DisplayName("[MEM-13] a listener that throws what cannot be printed is logged once, and told of what comes after")
    void shouldCallAListenerAgain() throws NetDmaException {
        provider = new FakeProvider(NetDmaVersion.V2_0, FakeChannel.Complete::new);
        provider.register(core.netDma, "0000");
        provider.start();
        List<Long> told = new ArrayList<>();
        channel = core.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16), (of, ticket) -> {
            told.add(ticket);
            throw new Circular();
        });
        try (LogLines log = new LogLines(ListenerCalls.class)) {
            for (int i = 0; i < COPIES; i++) {
                channel.enqueueNull(ControlFlags.INTERRUPT_ON_COMPLETION);
                channel.submit();
                assertEquals(1, provider.channel().engine.drain());
            }
            assertEquals(List.of(1L, 2L, 3L), told);
            assertEquals(1, log.take().size());
        }
    }

    @Test
    @DisplayName("[MEM-13] [STO-4] a look that throws is logged once, costs no other channel its look, ends in time")
    void shouldLookAtEachChannel() throws NetDmaException {
        try (Interface impatient = Interface.impatient(500);
                LogLines log = new LogLines(ChannelControl.class)) {
            FakeProvider broken = FakeProvider.counted();
            FakeDevice device = FakeDevice.attached("ROOT\\FAKE\\0000");
            broken.register(impatient.netDma, device);
            broken.start();
            DmaChannel first = impatient.client.allocateChannel(ChannelRequest.DEFAULT.withRingCapacity(16));
            FakeProvider sound = FakeProvider.counted();
            sound.register(impatient.netDma, "0001");
            sound.start();
            DmaChannel second = impatient.client.allocateChannel(
                    ChannelRequest.DEFAULT.withRingCapacity(16).withProvider("ROOT\\FAKE\\0001"));
            sound.channel().engine.loseInterrupts();
            device.unload();
            CompletableFuture<Void> lost = start(impatient, first);
            broken.channel().engine.loseInterrupts();
            broken.channel().engine.faultAfter(0);
            broken.channel().engine.drain();
            List<String> failures = new ArrayList<>();
            Interface.await(() -> isAdded(failures, log));
            for (int i = 0; i < COPIES; i++) {
                CompletableFuture<Void> unnoticed = start(impatient, second);
                sound.channel().engine.drain();
                Interface.await(unnoticed::isDone);
            }
            Interface.await(lost::isDone);
            assertTrue(lost.isCompletedExceptionally());
            isAdded(failures, log);
            assertEquals(1, failures.size(), failures::toString);
        }
    }

    private static boolean isAdded(List<String> failures, LogLines log) {
        log.take().stream().filter(line -> line.contains("looking for a hang of")).forEach(failures::add);
        return !failures.isEmpty();
    }

    private static CompletableFuture<Void> start(Interface of, DmaChannel on) throws NetDmaException {
        return on.copyAsync(of.filled(64, 1), 0, of.memory.allocate(64), 0, 64).toCompletableFuture();
    }
}
