// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.netdma.itests.fault.FaultyEngine.SIZE;
import static org.netdma.itests.fault.FaultyEngine.awaitEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.fault.Fault;
import org.netdma.fault.InjectedFault;
import org.netdma.itests.Seed;
import org.netdma.wdm.NtStatus;

/** Engines that fail each Nth descriptor, with any status: what clients see of it, and that every copy is accounted for. */
@DisplayName("a client whose engine fails each Nth descriptor")
class EveryNthFaultTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int BURSTS = 200;
    private static final int LONGEST_BURST = 40;
    private static final String SENTENCE = "the engine stopped: an injected fault";

    private final long seed = Seed.of("EveryNthFaultTest");
    private final SplittableRandom random = new SplittableRandom(seed);
    private FaultyEngine engine;
    private DmaChannel channel;

    @BeforeEach
    void start() throws NetDmaException {
        engine = new FaultyEngine(TIMEOUT, Duration.ofSeconds(2), Map.of(), LONGEST_BURST * SIZE);
        channel = engine.client.allocateChannel();
    }

    @AfterEach
    void stop() throws NetDmaException {
        engine.close();
    }

    private long enqueue(int copy) {
        long ticket = channel.enqueueCopy(engine.source, (long) copy * SIZE, engine.destination, (long) copy * SIZE,
                random.nextInt(1, SIZE + 1));
        assertTrue(ticket > 0, () -> Refusal.of(ticket).toString());
        return ticket;
    }

    private void assertAccounted(String where, long submitted) {
        ChannelInfo info = channel.info();
        assertEquals(submitted, info.submitted(), where);
        assertEquals(info.submitted(), info.completed() + info.failed(), where + ": submitted = completed + failed");
    }

    @Test
    @DisplayName("[XFR-7] [XFR-10] of random bursts knows which copy it was; submitted = completed + failed after each")
    void shouldAccountForEachCopyOfARandomBurst() throws Exception {
        int every = random.nextInt(2, LONGEST_BURST);
        engine.faults().inject(Fault.EngineError.ofEvery(every));
        long begun = 0;
        long failures = 0;
        long submitted = 0;
        for (int burst = 0; burst < BURSTS; burst++) {
            String where = "burst %d of seed %d, every=%d".formatted(burst, seed, every);
            int copies = random.nextInt(1, LONGEST_BURST + 1);
            long first = enqueue(0);
            for (int copy = 1; copy < copies; copy++) {
                enqueue(copy);
            }
            long last = channel.submit();
            assertEquals(first + copies - 1, last, where);
            submitted += copies;
            long before = every - 1 - begun % every; // copies that are done before the one that fails
            boolean fails = before < copies;
            FaultyEngine.await(where, () -> channel.poll() < 0 || channel.poll() >= last);

            assertEquals(fails, channel.poll() < 0, where);
            if (fails) {
                ChannelFailure failure = channel.failure().orElseThrow();
                assertEquals(first + before, failure.failedTicket(), where);
                assertEquals(NtStatus.IO_DEVICE_ERROR, failure.status(), where);
                failures++;
                assertAccounted(where, submitted);
                channel.reset();
            }
            begun += fails ? before + 1 : copies;
            assertAccounted(where, submitted);
            assertEquals(failures, begun / every, where);
        }
        awaitEquals(failures, () -> engine.faults().injected().get(0).occurrences());
        assertTrue(failures > BURSTS / LONGEST_BURST, failures + " failures");
    }

    @Test
    @DisplayName("[XFR-7] of random bursts of stages: each ends once, as often with the status as the engine failed")
    void shouldEndEachStageOfARandomBurst() throws Exception {
        int every = random.nextInt(2, LONGEST_BURST);
        engine.faults().inject(new Fault.EngineError(every, every, Fault.UNTIL_CLEARED, NtStatus.DISK_FULL));
        long failed = 0;
        for (int burst = 0; burst < BURSTS; burst++) {
            String where = "burst %d of seed %d, every=%d".formatted(burst, seed, every);
            List<CompletionStage<Void>> stages = new ArrayList<>();
            for (int copies = random.nextInt(1, LONGEST_BURST + 1); copies > 0; copies--) {
                stages.add(channel.copyAsync(engine.source, 0, engine.destination, 0, random.nextInt(1, SIZE + 1)));
            }
            for (CompletionStage<Void> stage : stages) {
                failed += isFailed(where, stage) ? 1 : 0;
            }
            ChannelInfo info = channel.info();
            assertEquals(info.submitted(), info.completed() + info.failed(), where);
        }
        long failures = failed;
        awaitEquals(failures, () -> engine.faults().injected().get(0).occurrences());
        assertTrue(failures > 0, "no failure");
    }

    /** {@return whether the engine failed the copy; one that stood behind it was not attempted} */
    private static boolean isFailed(String where, CompletionStage<Void> stage) throws Exception {
        try {
            stage.toCompletableFuture().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return false;
        } catch (ExecutionException e) {
            NtStatus status = ((NetDmaException) e.getCause()).status();
            assertTrue(status == NtStatus.DISK_FULL || status == NtStatus.CANCELLED, where + ": " + e.getCause());
            return status == NtStatus.DISK_FULL;
        }
    }

    @ParameterizedTest
    @EnumSource(value = NtStatus.class, names = {"SUCCESS", "PENDING", "CANCELLED", "DEVICE_REMOVED"}, mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("[MEM-10] [INT-3] and says why is given that status and that sentence, whatever way it waits")
    void shouldPassOnTheStatus(NtStatus status) throws Exception {
        Fault error = new Fault.EngineError(2, 2, 5, status);
        engine.faults().inject(error);

        engine.copy(channel);
        assertReason(status, assertThrows(NetDmaException.class, () -> engine.copy(channel)));
        engine.copy(channel);
        ExecutionException stage = assertThrows(ExecutionException.class,
                () -> FaultyEngine.awaitDone(engine.copyAsync(channel)));
        assertReason(status, (NetDmaException) stage.getCause());
        engine.copy(channel);
        long ticket = engine.enqueue(channel);
        channel.submit();
        assertReason(status, assertThrows(NetDmaException.class, () -> channel.await(ticket, TIMEOUT)));
        assertReason(status, assertThrows(NetDmaException.class, () -> channel.requireDone(ticket)));
        assertEquals(status, channel.failure().orElseThrow().status());
        assertEquals(SENTENCE, channel.failure().orElseThrow().message());
        channel.reset();
        engine.copy(channel);
        long polled = engine.enqueue(channel);
        channel.submit();
        FaultyEngine.await("the end of the copy", () -> !channel.isPending(polled));
        assertReason(status, assertThrows(NetDmaException.class, () -> channel.requireDone(polled)));
        channel.reset();
        engine.copy(channel);
        CopierPolicy once = new CopierPolicy(WhenNoEngine.FAIL, TIMEOUT, 1, 0, 1, LONGEST_BURST);
        try (ManagedCopier copier = engine.copier(once)) {
            ExecutionException managed = assertThrows(ExecutionException.class,
                    () -> FaultyEngine.awaitDone(engine.copyAsync(copier)));
            assertReason(status, (NetDmaException) managed.getCause());
        }
        awaitEquals(List.of(new InjectedFault(error, 5, false)), engine.faults()::injected);
    }

    private static void assertReason(NtStatus status, NetDmaException failed) {
        assertEquals(status, failed.status(), failed::getMessage);
        assertTrue(failed.getMessage().contains(SENTENCE), failed::getMessage);
    }
}
