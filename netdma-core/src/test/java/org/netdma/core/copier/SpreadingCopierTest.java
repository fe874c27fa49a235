// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaException;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

class SpreadingCopierTest {

    private static final int PART = 4096;
    private static final int PARTS = 16;
    private static final CopierPolicy ENGINES_ONLY = CopierPolicy.DEFAULT.withInlineBelow(0).with(WhenNoEngine.FAIL);

    private Interface core;
    private CopierFactory copiers;
    private MemoryRegion source;
    private MemoryRegion destination;
    private final FakeProvider first = FakeProvider.counted();
    private final FakeProvider second = FakeProvider.linked();

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        core.bePatient(); // engines are moved by hand: on a busy machine that takes its time
        copiers = new CopierFactory(core.clients, core.memory);
        source = core.filled(PART * PARTS, 7);
        destination = core.memory.allocate(PART * PARTS);
    }

    @AfterEach
    void close() {
        copiers.close();
        core.close();
    }

    @Test
    @DisplayName("[CLI-1] copies are spread over all channels of all providers")
    void shouldSpreadCopiesOverProviders() throws Exception {
        start(first, "0000");
        start(second, "0001");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY);
        List<CompletionStage<Void>> stages = copyAll(copier);
        assertEquals(4, first.channels.size() + second.channels.size());
        first.channels.forEach(channel -> assertEquals(PARTS / 4, channel.engine.drain()));
        second.channels.forEach(channel -> assertEquals(PARTS / 4, channel.engine.drain()));
        await(stages);
        Interface.assertSame(source, destination);
        assertEquals(PARTS, copier.statistics().byEngine());
        assertEquals(0, copier.statistics().retries());
        assertEquals(PART * PARTS, copier.statistics().bytes());
    }

    @Test
    @DisplayName("[CLI-2] what an engine leaves undone another engine does")
    void shouldDoAgainWhatARemovedEngineLeftUndone() throws Exception {
        core.beImpatient(1_000);
        start(first, "0000");
        start(second, "0001");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY);
        List<CompletionStage<Void>> stages = copyAll(copier);
        first.channel().engine.step(1);
        Thread stopper = new Thread(() -> first.registration().stop());
        stopper.start();
        drainUntilDone(second, stages);
        stopper.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(stopper.isAlive());
        Interface.assertSame(source, destination);
        assertEquals(PARTS, copier.statistics().byEngine());
        assertEquals(PARTS / 2 - 1, copier.statistics().retries());
        assertEquals(0, copier.statistics().failed());
    }

    @Test
    @DisplayName("[STO-4] what a hung engine leaves undone the CPU does")
    void shouldFallBackToTheProcessorWhenTheOnlyEngineHangs() throws Exception {
        core.beImpatient(1_000);
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.FALL_BACK));
        await(copyAll(copier));
        Interface.assertSame(source, destination);
        assertEquals(PARTS, copier.statistics().byFallback());
    }

    @Test
    @DisplayName("[CLI-2] without engines a copy fails, if that is the policy")
    void shouldFailWithoutEngines() throws Exception {
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY);
        assertEquals(NtStatus.DEVICE_NOT_READY, statusOf(copyPart(copier, 0)));
        assertEquals(1, copier.statistics().failed());
    }

    @Test
    @DisplayName("[CLI-1] a copy that waits is done by the engine that comes")
    void shouldWaitForAnEngine() throws Exception {
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.WAIT));
        List<CompletionStage<Void>> stages = copyAll(copier);
        assertFalse(stages.get(0).toCompletableFuture().isDone());
        start(first, "0000");
        drainUntilDone(first, stages);
        Interface.assertSame(source, destination);
    }

    @Test
    @DisplayName("[CLI-2] a copy does not wait for ever")
    void shouldStopWaiting() throws Exception {
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.WAIT)
                .withWaitLimit(Duration.ofMillis(20)));
        assertEquals(NtStatus.IO_TIMEOUT, statusOf(copyPart(copier, 0)));
        Interface.await(() -> copier.statistics().pending() == 0);
    }

    @Test
    @DisplayName("[XFR-7] a copy that no engine can do is given up after its attempts")
    void shouldGiveUpAfterTheLastAttempt() throws Exception {
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.withAttempts(2));
        first.channels.forEach(channel -> channel.engine.faultAfter(0));
        CompletionStage<Void> stage = copyPart(copier, 0);
        Interface.await(() -> {
            first.channels.forEach(channel -> channel.engine.faultAfter(0));
            first.channels.forEach(channel -> channel.engine.drain());
            return stage.toCompletableFuture().isDone();
        });
        assertEquals(NtStatus.IO_DEVICE_ERROR, statusOf(stage));
        assertEquals(1, copier.statistics().retries());
    }

    @Test
    @DisplayName("[XFR-11] what no engine could do right is refused before one sees it")
    void shouldRefuseWhatIsWrongInItself() throws Exception {
        ManagedCopier copier = copiers.open("test", CopierPolicy.DEFAULT);
        assertEquals(NtStatus.INVALID_PARAMETER, statusOf(copier.copy(source, 0, destination, 0, 0)));
        assertEquals(NtStatus.ACCESS_VIOLATION, statusOf(copier.copy(source, 1, destination, 0, source.size())));
        assertEquals(NtStatus.ACCESS_VIOLATION, statusOf(copier.copy(source, 0, destination, -1, 1)));
        assertEquals(NtStatus.INVALID_PARAMETER, statusOf(copier.copy(source, 0, source, 10, 11)));
        source.close();
        assertEquals(NtStatus.INVALID_HANDLE, statusOf(copier.copy(source, 0, destination, 0, 1)));
        assertEquals(0, copier.statistics().failed() + copier.statistics().inline());
    }

    @Test
    @DisplayName("[CLI-1] short copies are done by the caller at once")
    void shouldCopyInlineBelowTheThreshold() throws Exception {
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.withInlineBelow(PART + 1));
        assertTrue(copyPart(copier, 0).toCompletableFuture().isDone());
        assertEquals(1, copier.statistics().inline());
        assertEquals(source.buffer().slice(0, PART), destination.buffer().slice(0, PART));
    }

    @Test
    @DisplayName("[CHN-3] more copies than may be pending are refused")
    void shouldRefuseTooManyPendingCopies() throws Exception {
        start(first, "0000");
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.withMaximumPending(1));
        CompletionStage<Void> taken = copyPart(copier, 0);
        assertEquals(NtStatus.INSUFFICIENT_RESOURCES, statusOf(copyPart(copier, 1)));
        drainUntilDone(first, List.of(taken));
    }

    @Test
    @DisplayName("[CLI-2] closing fails what does not end within the limit, and refuses the rest")
    void shouldFailWhatIsPendingWhenClosed() throws Exception {
        ManagedCopier copier = copiers.open("test", ENGINES_ONLY.with(WhenNoEngine.WAIT)
                .withWaitLimit(Duration.ofMillis(50)));
        CompletionStage<Void> waiting = copyPart(copier, 0);
        copier.close();
        assertFalse(statusOf(waiting).isSuccess());
        assertEquals(NtStatus.INVALID_HANDLE, statusOf(copyPart(copier, 0)));
        copier.close();
    }

    @Test
    @DisplayName("[CLI-1] a policy out of range is refused by name")
    void shouldRefuseIllegalPolicies() {
        NetDmaException refused = assertThrows(NetDmaException.class,
                () -> copiers.open("test", CopierPolicy.DEFAULT.withAttempts(0)));
        assertTrue(refused.getMessage().contains("attempts is 0"), refused.getMessage());
        assertThrows(NetDmaException.class, () -> copiers.open("test", CopierPolicy.DEFAULT.withInlineBelow(-2)));
        assertThrows(NetDmaException.class, () -> copiers.open("test", CopierPolicy.DEFAULT.withMaximumPending(0)));
        assertThrows(NetDmaException.class,
                () -> copiers.open("test", CopierPolicy.DEFAULT.withWaitLimit(Duration.ZERO)));
    }

    private void start(FakeProvider provider, String instance) throws NetDmaException {
        provider.register(core.netDma, instance);
        provider.start();
    }

    private List<CompletionStage<Void>> copyAll(ManagedCopier copier) {
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            stages.add(copyPart(copier, part));
        }
        return stages;
    }

    private CompletionStage<Void> copyPart(ManagedCopier copier, int part) {
        return copier.copy(source, (long) part * PART, destination, (long) part * PART, PART);
    }

    private static void drainUntilDone(FakeProvider provider, List<CompletionStage<Void>> stages) {
        Interface.await(() -> {
            provider.channels.forEach(channel -> channel.engine.drain());
            return stages.stream().allMatch(stage -> stage.toCompletableFuture().isDone());
        });
    }

    private static void await(List<CompletionStage<Void>> stages) throws Exception {
        for (CompletionStage<Void> stage : stages) {
            stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private static NtStatus statusOf(CompletionStage<Void> stage) {
        ExecutionException failure = assertThrows(ExecutionException.class,
                () -> stage.toCompletableFuture().get(60, TimeUnit.SECONDS));
        return assertInstanceOf(NetDmaException.class, failure.getCause()).status();
    }
}
