// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.fault.Fault;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** Managed copies that fail, and those beside them. */
@DisplayName("of managed copies")
class ManagedFaultsTest {

    private static final int BURST = 64;
    private static final int PART = 4096;
    private static final Duration NEVER = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofMillis(500);
    /** No engine that works is busy for so long with one copy, even on a busy machine. */
    private static final Duration STANDSTILL = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private FaultyEngine engine;

    @AfterEach
    void close() throws NetDmaException {
        engine.close();
    }

    private void open(Duration transferTimeout) throws NetDmaException {
        engine = new FaultyEngine(transferTimeout, Duration.ofSeconds(2), Map.of(), BURST * PART);
    }

    private static CopierPolicy policy(WhenNoEngine whenNoEngine) {
        return CopierPolicy.DEFAULT.withInlineBelow(0).with(whenNoEngine).withWaitLimit(NEVER);
    }

    private List<CompletionStage<Void>> burst(ManagedCopier copier) {
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (long at = 0; at < BURST * PART; at += PART) {
            stages.add(copier.copy(engine.source, at, engine.destination, at, PART));
        }
        return stages;
    }

    /** Waits for the end of each. {@return how many failed} */
    private static int failures(List<CompletionStage<Void>> stages) throws Exception {
        int failed = 0;
        for (CompletionStage<Void> stage : stages) {
            try {
                stage.toCompletableFuture().get(NEVER.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                failed++;
            }
        }
        return failed;
    }

    private static long ended(CopierStatistics counts) {
        assertEquals(0, counts.pending(), "pending");
        return counts.byEngine() + counts.inline() + counts.byFallback() + counts.failed();
    }

    @ParameterizedTest
    @CsvSource({"FAIL, 3, 1", "WAIT, 3, 1", "FALL_BACK, 3, 0", "FAIL, 1, 4", "WAIT, 1, 4", "FALL_BACK, 1, 0"})
    @DisplayName("[XFR-7, CLI-2] one that fails again and again is one that fails; those behind it are done")
    void shouldFailOneCopyForOneBadCopy(WhenNoEngine whenNoEngine, int attempts, int expected) throws Exception {
        open(NEVER);
        try (ManagedCopier copier = engine.copier(oneLane(whenNoEngine, attempts))) {
            int failed = 0;
            for (int round = 1; round <= 5; round++) {
                if (round == 2) {
                    engine.faults().inject(new Fault.EngineError(10, 4));
                }
                failed += failures(burst(copier));
                assertEquals((long) round * BURST, ended(copier.statistics()), "submitted = completed + failed");
            }
            assertEquals(4, engine.faults().injected().get(0).occurrences());
            // which copy an error hits when it comes again is up to the engine: the same one, or one that is tried again
            assertTrue(attempts == 1 ? failed == expected : failed <= expected, failed + " failed");
            assertEquals(failed, copier.statistics().failed());
            engine.assertCopied(); // by the last round at the latest
        }
    }

    /** One copy after the other: who stands behind whom is known. */
    private static CopierPolicy oneLane(WhenNoEngine whenNoEngine, int attempts) {
        return new CopierPolicy(whenNoEngine, NEVER, attempts, 0, 1, 2 * BURST);
    }

    @ParameterizedTest
    @CsvSource({"FAIL, 1", "WAIT, 1", "FALL_BACK, 0"})
    @DisplayName("[STO-4, CLI-2] one at which the engine hangs costs those behind it no attempt")
    void shouldNotChargeWhoStoodBehindAHang(WhenNoEngine whenNoEngine, int expected) throws Exception {
        open(STANDSTILL);
        try (ManagedCopier copier = engine.copier(oneLane(whenNoEngine, 1))) {
            assertEquals(0, failures(burst(copier)), "a sound engine");
            engine.faults().inject(new Fault.Hang(10, false));
            int failed = failures(burst(copier));
            assertEquals(expected, failed);
            assertEquals(2 * BURST, ended(copier.statistics()));
            assertEquals(expected == 0 ? 1 : 0, copier.statistics().byFallback());
        }
    }

    @ParameterizedTest
    @EnumSource(WhenNoEngine.class)
    @DisplayName("[CLI-2, STO-4] all end when the engine fails each of them")
    void shouldEndAllOfAnEngineThatFailsEach(WhenNoEngine whenNoEngine) throws Exception {
        open(NEVER);
        CopierPolicy policy = policy(whenNoEngine).withWaitLimit(SOON);
        try (ManagedCopier copier = engine.copier(policy)) {
            engine.faults().inject(new Fault.EngineError(1, 1_000_000));
            List<CompletionStage<Void>> stages = burst(copier);
            assertEquals(whenNoEngine == WhenNoEngine.FALL_BACK ? 0 : BURST, failures(stages));
            assertEquals(BURST, ended(copier.statistics()));
            engine.faults().clear();
            assertEquals(0, failures(burst(copier)), "the engine is as good as before");
        }
    }

    @ParameterizedTest
    @CsvSource({"FAIL, 0, 1048576", "WAIT, 0, 1048576", "FALL_BACK, 0, 1048576", "FALL_BACK, 2097152, 64",
            "FALL_BACK, 2097152, 1048576"})
    @DisplayName("[MEM-8, MEM-13] one of a mapping that was cut off fails, each time; the others are done")
    void shouldFailACopyOfATruncatedMapping(WhenNoEngine whenNoEngine, int inlineBelow, int length) throws Exception {
        open(NEVER);
        try (FileChannel file = FileChannel.open(folder.resolve("cut"), Set.of(StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ, StandardOpenOption.WRITE));
                MemoryRegion mapped = engine.memory.map(file, FileChannel.MapMode.READ_WRITE, 0, 1 << 20);
                MemoryRegion good = engine.memory.allocate(1 << 20);
                ManagedCopier copier = engine.copier(policy(whenNoEngine).withInlineBelow(inlineBelow))) {
            file.truncate(0);
            for (int i = 0; i < 10; i++) {
                assertFailsForItsMemory(whenNoEngine, copier.copy(mapped, 0, good, 0, length));
                assertFailsForItsMemory(whenNoEngine, copier.copy(good, 0, mapped, 0, length));
            }
            FaultyEngine.awaitDone(copier.fence());
            assertEquals(0, failures(burst(copier)));
            assertEquals(20 + BURST, ended(copier.statistics()));
            assertEquals(20, copier.statistics().failed());
            engine.assertCopied();
        }
    }

    /** What the CPU does has the reason of the CPU; what an engine does has that of its driver. */
    private static void assertFailsForItsMemory(WhenNoEngine whenNoEngine, CompletionStage<Void> copy) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> FaultyEngine.awaitDone(copy));
        NetDmaException reason = assertInstanceOf(NetDmaException.class, failed.getCause());
        if (whenNoEngine == WhenNoEngine.FALL_BACK) {
            assertEquals(NtStatus.IN_PAGE_ERROR, reason.status());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2097152"})
    @DisplayName("[MEM-13] one of memory whose arena is closed fails, and nothing waits for it (JDK 22 and later)")
    void shouldFailACopyOfAClosedArena(int inlineBelow) throws Exception {
        open(NEVER);
        ClosableMemory arena = ClosableMemory.open();
        try (MemoryRegion wrapped = engine.memory.wrap(arena.allocate(1 << 20));
                MemoryRegion good = engine.memory.allocate(1 << 20);
                ManagedCopier copier = engine.copier(policy(WhenNoEngine.FALL_BACK).withInlineBelow(inlineBelow))) {
            arena.close();
            FaultyEngine.awaitFailure(NtStatus.INVALID_HANDLE, copier.copy(wrapped, 0, good, 0, 1 << 20));
            FaultyEngine.awaitFailure(NtStatus.INVALID_HANDLE, copier.copy(good, 0, wrapped, 0, 1 << 20));
            FaultyEngine.awaitDone(copier.fence());
            assertEquals(0, failures(burst(copier)));
            assertEquals(2, copier.statistics().failed());
        }
    }

    @ParameterizedTest
    @EnumSource(WhenNoEngine.class)
    @DisplayName("[CLI-2] one that waits for a fence is taken back by cancel: it never writes, and the fence passes")
    void shouldTakeBackWhatHasNotBegun(WhenNoEngine whenNoEngine) throws Exception {
        open(NEVER);
        try (ManagedCopier copier = engine.copier(policy(whenNoEngine))) {
            engine.faults().inject(new Fault.Hang(1, false));
            CompletableFuture<Void> running = copier.copy(engine.source, 0, engine.destination, 0, PART)
                    .toCompletableFuture();
            FaultyEngine.await("the hang", () -> engine.faults().injected().get(0).occurrences() == 1);
            CompletionStage<Void> fence = copier.fence();
            CompletableFuture<Void> held = copier.copy(engine.source, PART, engine.destination, PART, PART)
                    .toCompletableFuture();
            assertFalse(running.cancel(true), "one that has begun goes on");
            assertFalse(running.isDone());
            assertTrue(held.cancel(true));
            assertTrue(held.isCancelled());
            engine.faults().clear();
            FaultyEngine.awaitDone(running);
            FaultyEngine.awaitDone(fence);
            FaultyEngine.awaitDone(copier.fence());
            assertEquals(0, engine.destination.buffer().get(PART), "it was copied all the same");
            assertEquals(2, ended(copier.statistics()));
            assertEquals(1, copier.statistics().failed());
        }
    }
}
