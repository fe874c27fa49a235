// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.netdma.benchmarks.container.Container;
import org.netdma.benchmarks.container.CopyService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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

/** The full path in the container: client, core, driver, engine, completion seen by the client. Time of one copy. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FullPathBenchmark {

    private static final int COPIES = 4096;

    /** How it is used: polled, each (a completion per descriptor), future or callback. */
    @Param({"polled", "future"})
    public String port;

    /** Bytes of a copy. */
    @Param({"64", "4096"})
    public int size;

    /** Copies of a submission. */
    @Param({"1", "32"})
    public int batch;

    /** The most copies outstanding; the batch size makes a round trip of each batch. */
    @Param("256")
    public int window;

    private Container container;
    private LongUnaryOperator copies;

    @Setup(Level.Trial)
    public void start() throws Exception {
        container = new Container(Container.home());
        container.property(CopyService.PORT, port);
        container.property(CopyService.REQUEST, "sustained size=" + size + " batch=" + batch + " window=" + window);
        container.start();
        copies = container.service(LongUnaryOperator.class, CopyService.NAME, CopyService.COPIES);
    }

    @TearDown(Level.Trial)
    public void stop() throws Exception {
        container.close();
    }

    @Benchmark
    @OperationsPerInvocation(COPIES)
    public long copy() {
        return copies.applyAsLong(COPIES);
    }
}
