// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.netdma.NetDmaException;
import org.netdma.NetDmaVersion;
import org.netdma.benchmarks.copy.Walk;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.RegionWindow;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.reference.hw.ChannelRegisters;
import org.netdma.provider.reference.hw.DmaEngine;
import org.netdma.provider.reference.hw.EngineOptions;
import org.netdma.provider.reference.hw.IdlePolicy;
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

/**
 * The reference engine alone, without a thread of its own: whoever submits lets it work. No cache line goes from one
 * processor to another, so what is more than in the full path is their way. Time of one copy of a batch of 32.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EngineBenchmark {

    private static final int BATCH = 32;
    private static final int SLOTS = 512;

    /** Bytes of a copy. */
    @Param({"64", "1024", "4096", "65536"})
    public int size;

    private final AddressSpace space = new AddressSpace();
    private final Walk walk = new Walk();
    private final ByteBuffer source = walk.source();
    private final ByteBuffer destination = walk.destination();
    private RegionWindow read;
    private RegionWindow written;
    private RegionWindow ring;
    private DmaEngine engine;
    private ChannelRegisters channel;
    private int slot;

    /** Starts a channel with a batch. */
    @Setup
    public void start() throws NetDmaException {
        walk.restart(size);
        read = space.map(source, false, Long.MAX_VALUE);
        written = space.map(destination, true, Long.MAX_VALUE);
        ring = space.map(ByteBuffer.allocateDirect((SLOTS + 3) * DescriptorLayout.SIZE)
                .alignedSlice(DescriptorLayout.SIZE), true, Long.MAX_VALUE);
        engine = new DmaEngine(new EngineOptions(NetDmaVersion.V2_0, 1, 1 << 20, Long.MAX_VALUE, false,
                IdlePolicy.LATENCY, 0), space);
        engine.connectInterrupt(0, () -> { });
        channel = engine.channel(0);
        channel.enable(ring.start() + (long) (SLOTS + 1) * DescriptorLayout.SIZE);
        write();
        if (!channel.startDma(ring.start(), BATCH)) {
            throw new IllegalStateException("the engine takes no START");
        }
        work();
    }

    private void write() {
        ByteBuffer bytes = ring.bytes();
        for (int left = BATCH; left > 0; left--) {
            long flags = left == 1 ? ControlFlags.STATUS_UPDATE_ON_COMPLETION : 0;
            int at = slot * DescriptorLayout.SIZE;
            slot = slot + 1 & SLOTS - 1;
            bytes.putLong(at + DescriptorLayout.TRANSFER_SIZE, size | flags << Integer.SIZE);
            int block = walk.next();
            bytes.putLong(at + DescriptorLayout.SOURCE_ADDRESS, read.start() + block);
            bytes.putLong(at + DescriptorLayout.DESTINATION_ADDRESS, written.start() + block);
            bytes.putLong(at + DescriptorLayout.NEXT_DESCRIPTOR,
                    ring.start() + (long) slot * DescriptorLayout.SIZE);
        }
    }

    private void work() {
        while (engine.doWork() > 0) {
            // until there is nothing to do
        }
    }

    /** Descriptors written, doorbell rung, copies made, completion reported. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long engine() {
        write();
        channel.appendDma(BATCH);
        work();
        return channel.status();
    }

    /** The same copies without an engine. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public ByteBuffer bulkPut() {
        for (int left = BATCH; left > 0; left--) {
            int block = walk.next();
            destination.put(block, source, block, size);
        }
        return destination;
    }
}
