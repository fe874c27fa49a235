// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.EngineThread;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.core.fake.TimeLimit;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

class StressTest extends CopyFixture {

    private static final int SIZE = 1 << 16;

    StressTest() {
        super(SIZE);
    }

    static LongStream seeds() {
        return RandomRuns.seeds(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("[XFR-3] [XFR-4] [CPL-2] polled copies, copies with stages and waits mix, on a small ring")
    void shouldMixAllKindsOfCopies(int major) throws Exception {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0));
        DmaChannel channel = core.channelOf(provider, 8);
        provider.channel().noting = false;
        Random random = new Random(42);
        List<CompletionStage<Void>> stages = new ArrayList<>();
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            int offset = 0;
            while (offset < SIZE) {
                int length = Math.min(1 + random.nextInt(1000), SIZE - offset);
                switch (random.nextInt(3)) {
                    case 0 -> stages.add(channel.copyAsync(source, offset, destination, offset, length));
                    case 1 -> {
                        if (random.nextInt(20) == 0) {
                            channel.copy(source, offset, destination, offset, length);
                        } else {
                            enqueue(channel, offset, length);
                        }
                    }
                    default -> enqueue(channel, offset, length);
                }
                offset += length;
            }
            stages.add(channel.copyAsync(source, 0, destination, 0, 1));
            for (CompletionStage<Void> stage : stages) {
                stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
            }
            assertTrue(engine.done() > 0);
        }
        Interface.assertSame(source, destination);
    }

    private void enqueue(DmaChannel channel, int offset, int length) throws NetDmaException {
        TimeLimit limit = TimeLimit.ofAWait();
        while (true) {
            limit.check();
            long ticket = channel.enqueueCopy(source, offset, destination, offset, length);
            if (ticket > 0) {
                if (ticket % 3 == 0) {
                    channel.await(channel.submit(), Duration.ofSeconds(60));
                }
                return;
            }
            assertEquals(Refusal.RING_FULL.code(), ticket);
            assertTrue(channel.submit() >= 0);
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest(name = "-Dnetdma.fuzz.seed={0}")
    @MethodSource("seeds")
    @DisplayName("a region closes behind its last copy, however it races with a submission")
    void shouldCloseRegionsUnderLoad(long seed) throws Exception {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 16);
        provider.channel().noting = false;
        Random random = new Random(seed);
        AtomicReference<MemoryRegion> shared = new AtomicReference<>(core.memory.allocate(64));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> closer = Background.supply(() -> closeAgainAndAgain(shared, over));
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            for (int i = 0; i < 1_000; i++) {
                for (int n = random.nextInt(4); n >= 0; n--) {
                    if (channel.enqueueCopy(source, 0, shared.get(), 0, 64) == Refusal.RING_FULL.code()) {
                        Thread.yield();
                    }
                }
                long answer = channel.submit();
                if (answer == Refusal.REGION_CLOSED.code()) {
                    channel.reset();
                } else {
                    assertTrue(answer >= 0, () -> Refusal.of(answer).toString());
                }
                assertTrue(channel.poll() >= 0, "a copy met memory that was closed under it");
            }
            over.set(true);
            assertTrue(closer.get(60, TimeUnit.SECONDS) > 0);
            Interface.await(() -> engine.done() > 0);
        } finally {
            over.set(true);
        }
        provider.channel().engine.drain();
        assertTrue(channel.failure().isEmpty());
    }

    private int closeAgainAndAgain(AtomicReference<MemoryRegion> shared, AtomicBoolean over) {
        int closed = 0;
        try {
            do {
                shared.getAndSet(core.memory.allocate(64)).close();
                closed++;
            } while (!over.get());
        } catch (NetDmaException e) {
            throw new AssertionError(e);
        }
        return closed;
    }

    @ParameterizedTest(name = "-Dnetdma.fuzz.seed={0}")
    @MethodSource("seeds")
    @DisplayName("[STO-1] [STO-3] a provider stops under load: every stage ends, and nothing is called after free")
    void shouldStopUnderLoad(long seed) throws Exception {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 8);
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            TimeLimit limit = TimeLimit.ofALoad();
            CompletableFuture<NtStatus> stopped = Background.supply(() -> {
                while (engine.done() < (1 + seed % 3) * 20) {
                    limit.check();
                    Thread.onSpinWait();
                }
                return provider.registration().stop();
            });
            while (!stopped.isDone()) {
                limit.check();
                if (stages.size() < 1_000) {
                    stages.add(channel.copyAsync(source, 0, destination, 0, 4096 * 20).toCompletableFuture());
                }
                channel.enqueueNull(0);
                channel.submit();
            }
            assertEquals(NtStatus.SUCCESS, stopped.get());
        }
        assertTrue(stages.stream().allMatch(CompletableFuture::isDone));
        assertTrue(provider.channel().calls.stream().noneMatch(call -> call.startsWith("AFTER FREE")));
        assertEquals(1, provider.channel().calls.stream().filter("free"::equals).count());
    }

    @ParameterizedTest(name = "-Dnetdma.fuzz.seed={0}")
    @MethodSource("seeds")
    @DisplayName("[XFR-7] faults under load: every stage ends, and what is reported done is there")
    void shouldSurviveFaultsUnderLoad(long seed) throws Exception {
        FakeProvider provider = FakeProvider.counted();
        DmaChannel channel = core.channelOf(provider, 8);
        provider.channel().noting = false;
        Random random = new Random(seed);
        int failed = 0;
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            for (int i = 0; i < 100; i++) {
                int offset = random.nextInt(SIZE / 2);
                int length = 1 + random.nextInt(SIZE / 2);
                destination.buffer().put(offset, new byte[length]);
                if (i % 3 == 0) {
                    provider.channel().engine.faultAfter(random.nextInt(4));
                }
                CompletableFuture<Void> stage =
                        channel.copyAsync(source, offset, destination, offset, length).toCompletableFuture();
                CompletableFuture<Void> next = channel.copyAsync(source, 0, destination, 0, 0).toCompletableFuture();
                assertTrue(next.isCompletedExceptionally());
                Interface.await(stage::isDone);
                if (stage.isCompletedExceptionally()) {
                    failed++;
                } else {
                    assertEquals(source.buffer().slice(offset, length), destination.buffer().slice(offset, length));
                }
            }
            assertTrue(engine.done() > 0);
        }
        assertTrue(failed > 0);
    }
}
