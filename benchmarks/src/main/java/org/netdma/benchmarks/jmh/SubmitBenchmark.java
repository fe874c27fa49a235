// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.core.NetDmaInterface;
import org.netdma.core.settings.Settings;
import org.netdma.memory.MemoryRegion;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The client's side alone, on one thread, with an engine that is done at once: what is left of the time of a small copy
 * is the way of its descriptor from one processor's cache to the other's. Time of one copy.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SubmitBenchmark {

    private static final int COPIES = 1024;
    private static final int SIZE = 64;

    /** Copies of a submission; after each the client looks how far it is. */
    @Param({"1", "32"})
    public int batch;

    private final NetDmaInterface netDma = new NetDmaInterface(Settings.DEFAULT);
    private MemoryRegion source;
    private MemoryRegion destination;
    private DmaChannel channel;

    @Setup
    public void allocate() throws NetDmaException {
        netDma.start();
        new InstantProvider(netDma.netDmaFor("driver"), ChannelRequest.DEFAULT_RING_CAPACITY);
        source = netDma.memoryFor("client").allocate(COPIES * SIZE);
        destination = netDma.memoryFor("client").allocate(COPIES * SIZE);
        channel = netDma.clientsFor("client").register("client").allocateChannel(ChannelRequest.DEFAULT);
    }

    @TearDown
    public void close() {
        channel.close();
        netDma.close();
    }

    @Benchmark
    @OperationsPerInvocation(COPIES)
    public long enqueueSubmitAndPoll() {
        long done = 0;
        for (int offset = 0; offset < COPIES * SIZE; ) {
            for (int i = 0; i < batch; i++) {
                require(channel.enqueueCopy(source, offset, destination, offset, SIZE));
                offset += SIZE;
            }
            require(channel.submit());
            done = require(channel.poll());
        }
        return done;
    }

    private static long require(long answer) {
        if (Refusal.isRefusal(answer)) {
            throw new IllegalStateException(Refusal.of(answer).toString());
        }
        return answer;
    }
}
