// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.fault.Fault;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;

/**
 * An engine that takes {@link #DELAY} for each descriptor, and much longer than the limit for all that is outstanding:
 * it makes progress, so nothing of it fails, in whatever way somebody waits [STO-4].
 */
@DisplayName("[STO-4] an engine that is slow and makes progress")
class SlowEngineTest {

    /** Of the interface, for an engine that makes no progress. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration DELAY = Duration.ofMillis(200);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(2);
    /** Together they take half as long again as the limit. */
    private static final int PARTS = 15;
    /** So short that not each of them reports. */
    private static final int SHORT = 4096;
    private static final long MINUTE = 60;

    /** Something that takes longer than the limit. */
    @FunctionalInterface
    private interface Way {
        void go(FaultyEngine engine, DmaChannel channel, int part) throws Exception;
    }

    private static final Map<String, Way> WAYS = Map.ofEntries(
            Map.entry("await", SlowEngineTest::await),
            Map.entry("poll", SlowEngineTest::poll),
            Map.entry("copy", (engine, channel, part) -> engine.copy(channel, PARTS * part)),
            Map.entry("copyAsync", (engine, channel, part) -> done(engine.copyAsync(channel, PARTS * part))),
            Map.entry("stages", SlowEngineTest::stages),
            Map.entry("gather", SlowEngineTest::gather),
            Map.entry("appended", SlowEngineTest::append),
            Map.entry("managed", SlowEngineTest::managed),
            Map.entry("close of the channel", SlowEngineTest::closeChannel),
            Map.entry("close of the region", SlowEngineTest::closeRegion),
            Map.entry("stop", SlowEngineTest::stop),
            Map.entry("power down", SlowEngineTest::powerDown));

    @ParameterizedTest(name = "{0}, abort and reset {1}, {2} bytes")
    @CsvSource({"1.1, false, 4096", "1.1, true, 131072", "2.0, false, 131072", "2.0, true, 4096"})
    @DisplayName("[STO-4, XFR-3, XFR-4] ends well, however one waits, whether it can be aborted and reset or not")
    void shouldNotBeTakenForHung(String version, boolean stoppable, int part) throws Exception {
        Map<String, Object> parameters = Map.of("version", version, "abort", stoppable, "reset", stoppable,
                "maximumTransferSize", part);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<String, Future<?>> ends = new TreeMap<>();
            WAYS.forEach((name, way) -> ends.put(name, threads.submit(ended(parameters, part, way))));
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, Future<?>> end : ends.entrySet()) {
                try {
                    end.getValue().get(MINUTE, TimeUnit.SECONDS);
                } catch (Exception e) {
                    wrong.add(end.getKey() + ": " + e);
                }
            }
            assertEquals(List.of(), wrong);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> ended(Map<String, Object> parameters, int part, Way way) {
        return () -> {
            try (FaultyEngine engine = new FaultyEngine(TIMEOUT, COMMAND_LIMIT, parameters, PARTS * part)) {
                engine.faults().inject(new Fault.Slow(DELAY));
                DmaChannel channel = engine.client.allocateChannel();
                long began = System.nanoTime();
                way.go(engine, channel, part);
                assertTrue(System.nanoTime() - began > TIMEOUT.toNanos(), "it was not slow");
                engine.assertCopied();
            }
            return null;
        };
    }

    private static long enqueueAll(FaultyEngine engine, DmaChannel channel, int part) {
        long ticket = 0;
        for (int i = 0; i < PARTS; i++) {
            ticket = channel.enqueueCopy(engine.source, (long) i * part, engine.destination, (long) i * part, part);
            assertTrue(ticket > 0);
        }
        return ticket;
    }

    private static long submitAll(FaultyEngine engine, DmaChannel channel, int part) {
        long ticket = enqueueAll(engine, channel, part);
        assertEquals(ticket, channel.submit());
        return ticket;
    }

    private static void await(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        channel.await(submitAll(engine, channel, part), Duration.ofSeconds(MINUTE));
    }

    private static void poll(FaultyEngine engine, DmaChannel channel, int part) {
        long ticket = submitAll(engine, channel, part);
        FaultyEngine.await("the last ticket", () -> {
            long answer = channel.poll();
            assertTrue(answer >= 0, () -> Refusal.of(answer).toString());
            return answer >= ticket;
        });
    }

    private static void stages(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            stages.add(channel.copyAsync(engine.source, (long) i * part, engine.destination, (long) i * part, part));
        }
        for (CompletionStage<Void> stage : stages) {
            done(stage);
        }
    }

    private static void gather(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        ScatterGatherList.Element[] from = new ScatterGatherList.Element[PARTS];
        ScatterGatherList.Element[] to = new ScatterGatherList.Element[PARTS];
        for (int i = 0; i < PARTS; i++) {
            from[i] = new ScatterGatherList.Element(engine.source, (long) i * part, part);
            to[i] = new ScatterGatherList.Element(engine.destination, (long) i * part, part);
        }
        long ticket = channel.enqueueGather(ScatterGatherList.of(from), ScatterGatherList.of(to), 0);
        assertTrue(ticket > 0, () -> Refusal.of(ticket).toString());
        channel.submit();
        channel.await(ticket, Duration.ofSeconds(MINUTE));
    }

    /** Behind one that is at work, in a second submission [XFR-3]. */
    private static void append(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        channel.enqueueCopy(engine.source, 0, engine.destination, 0, part);
        channel.submit();
        channel.await(submitAll(engine, channel, part), Duration.ofSeconds(MINUTE));
    }

    private static void managed(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        channel.close();
        try (ManagedCopier copier = engine.copier(CopierPolicy.DEFAULT.withInlineBelow(0).with(WhenNoEngine.FAIL)
                .withWaitLimit(Duration.ofSeconds(MINUTE)))) {
            done(copier.copy(engine.source, 0, engine.destination, 0, PARTS * (long) part));
            CopierStatistics counts = copier.statistics();
            assertEquals(1, counts.byEngine());
            assertEquals(0, counts.retries() + counts.failed() + counts.pending());
        }
    }

    private static void closeChannel(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        CompletionStage<Void> stage = engine.copyAsync(channel, PARTS * part);
        channel.close();
        done(stage);
    }

    private static void closeRegion(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        MemoryRegion region = engine.memory.allocate(PARTS * part);
        region.buffer().put(engine.source.buffer());
        for (int i = 0; i < PARTS; i++) {
            channel.enqueueCopy(region, (long) i * part, engine.destination, (long) i * part, part);
        }
        long ticket = channel.submit();
        region.close();
        assertEquals(ticket, channel.poll());
    }

    private static void stop(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        CompletionStage<Void> stage = engine.copyAsync(channel, PARTS * part);
        assertEquals(NtStatus.SUCCESS, engine.device.stop());
        done(stage);
    }

    private static void powerDown(FaultyEngine engine, DmaChannel channel, int part) throws Exception {
        CompletionStage<Void> stage = engine.copyAsync(channel, PARTS * part);
        engine.device.setPower(DevicePowerState.D3);
        done(stage);
    }

    @Test
    @DisplayName("[STO-4, XFR-6] nor while a chain is edited: inserted copies report, and those that moved on still do")
    void shouldNotBeTakenForHungInAnEditedChain() throws Exception {
        ended(Map.of("maximumTransferSize", SHORT), SHORT, (engine, channel, part) -> {
            long first = channel.enqueueCopy(engine.source, 0, engine.destination, 0, part);
            channel.submit();
            submitAll(engine, channel, part);
            channel.suspend();
            long cancelled = first + 3;
            channel.cancel(cancelled);
            long inserted = 0;
            for (int i = 0; i < PARTS; i++) {
                inserted = channel.insertCopy(engine.source, (long) i * part, engine.destination, (long) i * part, part);
                assertTrue(inserted > 0);
            }
            channel.resume();
            channel.await(inserted, Duration.ofSeconds(MINUTE));
        }).call();
    }

    private static void done(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(MINUTE, TimeUnit.SECONDS);
    }
}
