// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.fake.FakeChannel.Complete;
import org.netdma.core.fake.FakeEngine;
import org.netdma.core.fake.FakeProvider;
import org.netdma.core.fake.Interface;
import org.netdma.core.fake.RandomRuns;
import org.netdma.memory.MemoryRegion;

/** Random sequences of copies, suspensions and edits, against a model that is a list. */
class EditModelTest {

    private static final int CELLS = 8;
    private static final int STEPS = 2_000;

    private static final int RUNS = 5;

    /** {@return pairs of a major version and a seed} */
    static Stream<Arguments> runs() {
        return RandomRuns.seeds(RUNS).boxed().flatMap(seed -> Stream.of(arguments(1, seed), arguments(2, seed)));
    }

    private record Copy(long ticket, int from, int to) {
    }

    /** What the chain should be: copies that are not processed, in order, of which the first so many are submitted. */
    private static final class Model {

        final List<Copy> chain = new ArrayList<>();
        final long[] cells = new long[CELLS];
        int submitted;
        long newest;

        /** {@return the highest ticket such that it and all before it are done} */
        long done() {
            return chain.stream().mapToLong(Copy::ticket).min().orElse(newest + 1) - 1;
        }

        void process(int count) {
            for (int i = 0; i < count; i++) {
                Copy next = chain.remove(0);
                submitted--;
                if (next.from >= 0) {
                    cells[next.to] = next.from;
                }
            }
        }
    }

    private final Model model = new Model();
    private DmaChannel channel;
    private FakeEngine engine;
    private MemoryRegion source;
    private MemoryRegion destination;
    private Random random;
    private int number;

    @ParameterizedTest(name = "version {0}.0, -Dnetdma.fuzz.seed={1}")
    @MethodSource("runs")
    @DisplayName("[XFR-6] [XFR-3] [XFR-4] [CPL-2] whatever is edited, each copy is done once, in order, and reported")
    void shouldDoAsTheModelDoes(int major, long seed) throws NetDmaException {
        random = new Random(seed);
        try (Interface core = new Interface()) {
            FakeProvider provider = new FakeProvider(new NetDmaVersion(major, 0), Complete::new);
            channel = core.channelOf(provider, 16);
            provider.channel().noting = false;
            engine = provider.channel().engine;
            source = core.memory.allocate(8L * (STEPS * 4 + 1));
            destination = core.memory.allocate(8L * CELLS);
            ByteBuffer numbers = source.buffer();
            for (int i = 0; i < source.size() / 8; i++) {
                numbers.putLong(8 * i, i);
            }
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            submit();
            process(model.chain.size());
            assertEquals(model.newest, channel.poll());
        }
    }

    private void step() throws NetDmaException {
        switch (random.nextInt(6)) {
            case 0, 1 -> enqueue();
            case 2 -> submit();
            case 3, 4 -> process(random.nextInt(model.submitted + 1));
            default -> edit();
        }
        long done = channel.poll();
        assertTrue(done >= 0 && done <= model.done(), () -> done + " is reported, " + model.done() + " is done");
    }

    private void enqueue() {
        int to = random.nextInt(CELLS);
        int from = ++number;
        long ticket = channel.enqueueCopy(source, 8L * from, destination, 8L * to, 8);
        if (ticket == Refusal.RING_FULL.code()) {
            assertTrue(channel.freeEntries() == 0);
            return;
        }
        assertEquals(++model.newest, ticket);
        model.chain.add(new Copy(ticket, from, to));
    }

    private void submit() {
        assertTrue(channel.submit() >= 0);
        model.submitted = model.chain.size();
    }

    private void process(int count) throws NetDmaException {
        assertEquals(count, engine.step(count));
        model.process(count);
        for (int i = 0; i < CELLS; i++) {
            assertEquals(model.cells[i], destination.buffer().getLong(8 * i));
        }
    }

    private void edit() throws NetDmaException {
        long before = channel.poll();
        long done = channel.suspend();
        assertTrue(done >= before);
        assertEquals(Math.min(model.done(), model.newest), done, "a suspended engine says exactly where it is");
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            if (random.nextBoolean()) {
                cancel();
            } else {
                insert();
            }
        }
        channel.resume();
    }

    private void cancel() throws NetDmaException {
        if (model.submitted > 0) {
            int index = random.nextInt(model.submitted);
            Copy copy = model.chain.get(index);
            channel.cancel(copy.ticket);
            model.chain.set(index, new Copy(copy.ticket, -1, 0));
        }
    }

    private void insert() {
        int to = random.nextInt(CELLS);
        int from = ++number;
        long ticket = channel.insertCopy(source, 8L * from, destination, 8L * to, 8);
        if (ticket != Refusal.RING_FULL.code()) {
            assertEquals(++model.newest, ticket);
            model.chain.add(0, new Copy(ticket, from, to));
            model.submitted = model.chain.size();
        }
    }
}
