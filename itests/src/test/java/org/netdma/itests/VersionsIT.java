// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.NetDmaVersion;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.Refusal;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import org.netdma.memory.ScatterGatherList;
import org.netdma.memory.ScatterGatherList.Element;
import org.netdma.tck.exam.InFelix;
import org.netdma.tck.exam.NetDmaOptions;
import org.netdma.tck.exam.Service;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Providers of NetDMA 1.0, 1.1 and 2.0 side by side under one interface, each treated as its version asks. */
@InFelix({NetDmaOptions.class, TestBundles.class, ReferenceTwin.class})
class VersionsIT {

    private static final int SIZE = 256 << 10;
    private static final int PAGE = 4096;
    private static final int ROUNDS = 40;

    private Machine machine;
    private DmaClient client;
    private List<Engine> engines;

    /** A channel of each version, with memory of its own. */
    private record Engine(NetDmaVersion version, DmaChannel channel, MemoryRegion source, MemoryRegion destination) {
    }

    @BeforeEach
    void startAll(BundleContext context, @Service ConfigurationAdmin configurations) throws Exception {
        machine = new Machine(context);
        ReferenceTwin.configure(configurations, Map.of("version", "1.1", "channels", 2));
        machine.installAndStart(ProviderBundle.MINIMAL.jar());
        machine.installAndStart(ReferenceTwin.jar());
        machine.installAndStart(ProviderBundle.REFERENCE.jar());
        client = machine.clients().register("versions");
        engines = new ArrayList<>();
        open(NetDmaVersion.V1_0, ProviderBundle.MINIMAL.instanceId());
        open(NetDmaVersion.V1_1, ReferenceTwin.INSTANCE_ID);
        open(NetDmaVersion.V2_0, ProviderBundle.REFERENCE.instanceId());
    }

    private void open(NetDmaVersion version, String instanceId) throws Exception {
        assertEquals(version, machine.awaitProvider(instanceId).version());
        PhysicalMemory memory = machine.memory();
        Engine engine = new Engine(version,
                client.allocateChannel(ChannelRequest.DEFAULT.withProvider(instanceId).withRingCapacity(16)),
                memory.allocate(SIZE), memory.allocate(SIZE));
        byte[] random = new byte[SIZE];
        new Random(version.hashCode()).nextBytes(random);
        engine.source.buffer().put(random);
        engines.add(engine);
    }

    @AfterEach
    void stopAll(@Service ConfigurationAdmin configurations) throws Exception {
        client.close();
        for (Engine engine : engines) {
            engine.source.close();
            engine.destination.close();
        }
        ReferenceTwin.forget(configurations);
        machine.uninstallDrivers();
    }

    @Test
    @DisplayName("[XFR-3] [XFR-4] linked and counted chains are appended to in turn, round and round small rings")
    void shouldCopyThroughAllAtOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> tickets = new ArrayList<>();
            for (Engine engine : engines) {
                long ticket = 0;
                for (int part = 0; part < 5; part++) {
                    int offset = (round * 5 + part) * 1000;
                    ticket = engine.channel.enqueueCopy(engine.source, offset, engine.destination, offset, 1000);
                    assertTrue(ticket > 0, "version " + engine.version);
                }
                assertEquals(ticket, engine.channel.submit(), "version " + engine.version);
                tickets.add(ticket);
            }
            for (int i = 0; i < engines.size(); i++) {
                DmaChannel channel = engines.get(i).channel;
                long ticket = tickets.get(i);
                Await.until(channel::poll, done -> done >= ticket, "version " + engines.get(i).version);
            }
        }
        for (Engine engine : engines) {
            assertSame(engine, 0, 0, ROUNDS * 5 * 1000);
        }
    }

    @Test
    @DisplayName("[INT-3] stages of all versions complete, long copies in parts")
    void shouldCompleteStages() throws Exception {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            for (Engine engine : engines) {
                int from = round * (SIZE / 8);
                stages.add(engine.channel.copyAsync(engine.source, from, engine.destination, from, SIZE / 8)
                        .toCompletableFuture());
            }
        }
        for (CompletableFuture<Void> stage : stages) {
            stage.get(60, TimeUnit.SECONDS);
        }
        for (Engine engine : engines) {
            assertSame(engine, 0, 0, SIZE);
        }
    }

    @Test
    @DisplayName("[XFR-12] lists that break at different points: one descriptor for 2.0, one for each run for 1.x")
    void shouldGatherAsEachVersionAsks() throws Exception {
        for (Engine engine : engines) {
            long before = engine.channel.enqueueNull(0);
            long ticket = engine.channel.enqueueGather(
                    ScatterGatherList.of(new Element(engine.source, PAGE + 3000, PAGE - 3000),
                            new Element(engine.source, 7 * PAGE, PAGE)),
                    ScatterGatherList.of(new Element(engine.destination, 2 * PAGE + 100, PAGE - 100),
                            new Element(engine.destination, 9 * PAGE, 1196)), 0);
            assertTrue(ticket > 0, () -> Refusal.of(ticket).message());
            int descriptors = engine.version.isAtLeast(NetDmaVersion.V2_0) ? 1 : 3;
            assertEquals(descriptors, ticket - before, "version " + engine.version);
            engine.channel.submit();
            Await.until(engine.channel::poll, done -> done >= ticket, "version " + engine.version);
            assertSame(engine, PAGE + 3000, 2 * PAGE + 100, 1096);
            assertSame(engine, 7 * PAGE, 2 * PAGE + 100 + 1096, 2900);
            assertSame(engine, 7 * PAGE + 2900, 9 * PAGE, 1196);
            assertEquals(0, engine.destination.buffer().get(9 * PAGE + 1196));
            assertEquals(0, engine.destination.buffer().get(3 * PAGE));
        }
    }

    @Test
    @DisplayName("[XFR-12] random lists, whose pieces are in two regions, are copied byte for byte by each version")
    void shouldGatherAtRandom() throws Exception {
        long seed = Seed.of("versions");
        Random random = new Random(seed);
        try (MemoryRegion other = machine.memory().allocate(SIZE)) {
            byte[] bytes = new byte[SIZE];
            random.nextBytes(bytes);
            other.buffer().put(bytes);
            for (int round = 0; round < ROUNDS * Integer.getInteger("netdma.fuzz.factor", 1); round++) {
                for (Engine engine : engines) {
                    String where = "version %s, -Dnetdma.fuzz.seed=%d, round %d".formatted(engine.version, seed, round);
                    gather(random, engine, other, where);
                }
            }
        }
    }

    /** From pages here and there, often whole ones, into one run. */
    private static void gather(Random random, Engine engine, MemoryRegion other, String where) throws Exception {
        List<Element> pieces = new ArrayList<>();
        ByteBuffer expected = ByteBuffer.allocate(12 * PAGE);
        for (int i = 0; i < 6; i++) {
            MemoryRegion region = random.nextBoolean() ? engine.source : other;
            int start = random.nextInt(2) * random.nextInt(PAGE);
            int length = random.nextBoolean() ? PAGE - start : 1 + random.nextInt(PAGE);
            int offset = random.nextInt(SIZE / PAGE - 1) * PAGE + start;
            pieces.add(new Element(region, offset, length));
            expected.put(region.buffer().slice(offset, length));
        }
        int to = random.nextInt(PAGE);
        ScatterGatherList run = ScatterGatherList.of(new Element(engine.destination, to, expected.position()));
        long ticket = engine.channel.enqueueGather(new ScatterGatherList(pieces), run, 0);
        assertTrue(ticket > 0, where);
        engine.channel.submit();
        Await.until(engine.channel::poll, done -> done >= ticket, where);
        expected.flip();
        assertEquals(-1, expected.mismatch(engine.destination.buffer().slice(to, expected.limit())), where);
    }

    private static void assertSame(Engine engine, int from, int to, int length) throws Exception {
        ByteBuffer expected = engine.source.buffer().slice(from, length);
        assertEquals(-1, expected.mismatch(engine.destination.buffer().slice(to, length)), "version " + engine.version);
    }
}
