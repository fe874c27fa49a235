// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.netdma.NetDmaException;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.core.ring.DescriptorRing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of the path, each on one thread with nobody on the other side. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PartsBenchmark {

    private static final int BATCH = 32;

    /** The copy itself, as the engine makes it. */
    @State(Scope.Thread)
    public static class Bytes {

        /** Bytes of a copy. */
        @Param({"64", "1024", "4096", "65536"})
        public int size;

        private final ByteBuffer source = ByteBuffer.allocateDirect(1 << 20);
        private final ByteBuffer destination = ByteBuffer.allocateDirect(1 << 20);
    }

    /** Physical addresses. */
    @State(Scope.Thread)
    public static class Addresses {

        /** How many regions there are. */
        @Param({"1", "100", "10000"})
        public int regions;

        private final AddressSpace space = new AddressSpace();
        private long[] addresses;
        private int next;

        @Setup
        public void map() throws NetDmaException {
            ByteBuffer bytes = ByteBuffer.allocateDirect(4096);
            addresses = new long[regions];
            for (int i = 0; i < regions; i++) {
                addresses[i] = space.map(bytes, true, Long.MAX_VALUE).start();
            }
        }

        private long next() {
            next = next + 1 == regions ? 0 : next + 1;
            return addresses[next];
        }
    }

    /** A ring that nobody empties. */
    @State(Scope.Thread)
    public static class Ring {

        private DescriptorRing ring;

        @Setup
        public void make() throws NetDmaException {
            ring = new DescriptorRing(new AddressSpace(), 1024, true, Long.MAX_VALUE);
        }
    }

    @Benchmark
    public ByteBuffer bulkPut(Bytes bytes) {
        return bytes.destination.put(0, bytes.source, 0, bytes.size);
    }

    @Benchmark
    public RegionWindow addressLookup(Addresses addresses) {
        return addresses.space.window(addresses.next());
    }

    /** Time of one descriptor of a batch: written, published, and its completion looked for. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long ringBatch(Ring state) {
        DescriptorRing ring = state.ring;
        for (int i = 0; i < BATCH; i++) {
            ring.write(64, 0, 1L << 20, 2L << 20, 1, 2);
        }
        ring.publish();
        long done = ring.poll();
        ring.rearm();
        return done;
    }
}
