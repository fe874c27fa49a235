// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.Background;
import org.netdma.core.fake.EngineThread;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.core.fake.TimeLimit;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** Suspensions and edits while the engine is at work on a thread of its own. */
class SuspensionStressTest {

    private static final int CELLS = 20_000;

    private Interface core;
    private MemoryRegion source;
    private MemoryRegion destination;
    private DmaChannel channel;
    private Random random;
    private int cell;
    private final Set<Integer> cancelled = new HashSet<>();
    private final List<CompletableFuture<Void>> stages = new ArrayList<>();

    static LongStream seeds() {
        return RandomRuns.seeds(3);
    }

    @BeforeEach
    void open() throws NetDmaException {
        core = new Interface();
        source = core.memory.allocate(8L * CELLS);
        destination = core.memory.allocate(8L * CELLS);
        for (int i = 0; i < CELLS; i++) {
            source.buffer().putLong(8 * i, i + 1);
        }
    }

    @AfterEach
    void close() {
        core.close();
    }

    @ParameterizedTest(name = "-Dnetdma.fuzz.seed={0}")
    @MethodSource("seeds")
    @DisplayName("[XFR-6] edits under load lose no copy, do none that is cancelled, and end every stage")
    void shouldEditUnderLoad(long seed) throws NetDmaException {
        random = new Random(seed);
        FakeProvider provider = new FakeProvider(new NetDmaVersion(1 + (int) (seed % 2), 0), Complete::new);
        channel = core.channelOf(provider, 32);
        provider.channel().noting = false;
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            while (cell < CELLS - 100) {
                switch (random.nextInt(8)) {
                    case 0 -> edit();
                    case 1, 2 -> stages.add(channel.copyAsync(source, 8L * cell, destination, 8L * cell, 8 * 50)
                            .toCompletableFuture());
                    default -> enqueue();
                }
                cell += 50;
            }
            Interface.await(() -> stages.stream().allMatch(CompletableFuture::isDone));
            channel.copy(source, 8L * cell, destination, 8L * cell, 8);
            assertTrue(engine.done() > 0);
        }
        stages.forEach(CompletableFuture::join);
        check();
    }

    @ParameterizedTest(name = "-Dnetdma.fuzz.seed={0}")
    @MethodSource("seeds")
    @DisplayName("[STO-1] [STO-3] [XFR-6] a provider stops while its channel is suspended again and again")
    void shouldStopWhileSuspending(long seed) throws Exception {
        FakeProvider provider = new FakeProvider(new NetDmaVersion(1 + (int) (seed % 2), 0), Complete::new);
        channel = core.channelOf(provider, 8);
        try (EngineThread engine = new EngineThread(provider.channel().engine)) {
            TimeLimit limit = TimeLimit.ofALoad();
            CompletableFuture<NtStatus> stopped = Background.supply(() -> {
                while (engine.done() < (1 + seed % 3) * 30) {
                    limit.check();
                    Thread.onSpinWait();
                }
                return provider.registration().stop();
            });
            while (!stopped.isDone()) {
                limit.check();
                stages.add(channel.copyAsync(source, 0, destination, 0, 4096).toCompletableFuture());
                suspendAndGoOn();
            }
            assertEquals(NtStatus.SUCCESS, stopped.get());
        }
        assertTrue(stages.stream().allMatch(CompletableFuture::isDone));
        assertTrue(provider.channel().calls.stream().noneMatch(call -> call.startsWith("AFTER FREE")));
        assertEquals(1, provider.channel().calls.stream().filter("free"::equals).count());
    }

    private void suspendAndGoOn() {
        try {
            channel.suspend();
            channel.insertCopy(source, 0, destination, 4096, 64);
            channel.resume();
        } catch (NetDmaException e) {
            ChannelState state = channel.info().state();
            assertTrue(state == ChannelState.CLOSING || state == ChannelState.REMOVED, e::getMessage);
            assertEquals(NtStatus.DEVICE_REMOVED, e.status());
        }
    }

    /** One copy of 50 cells; a full ring leaves them out. */
    private void enqueue() {
        if (Refusal.isRefusal(channel.enqueueCopy(source, 8L * cell, destination, 8L * cell, 8 * 50))) {
            cancelled.add(cell);
        } else if (random.nextBoolean()) {
            assertTrue(channel.submit() >= 0);
        }
    }

    private void edit() throws NetDmaException {
        long done = channel.suspend();
        assertEquals(done, channel.poll());
        int inserted = cell;
        long ticket = channel.insertCopy(source, 8L * cell, destination, 8L * cell, 8 * 50);
        if (Refusal.isRefusal(ticket)) {
            assertEquals(Refusal.RING_FULL, Refusal.of(ticket));
            cancelled.add(inserted);
        } else if (random.nextBoolean()) {
            channel.cancel(ticket);
            cancelled.add(inserted);
        }
        NetDmaException refused = null;
        try {
            channel.cancel(done);
        } catch (NetDmaException e) {
            refused = e;
        }
        assertTrue(refused != null && refused.status() == NtStatus.INVALID_PARAMETER, "what is done stays done");
        channel.resume();
    }

    private void check() throws NetDmaException {
        for (int i = 0; i < cell; i++) {
            long expected = cancelled.contains(i - i % 50) ? 0 : i + 1;
            assertEquals(expected, destination.buffer().getLong(8 * i), "cell " + i);
        }
    }
}
