// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.netdma.benchmarks.container.Container;
import org.netdma.benchmarks.container.ControlService;
import org.netdma.benchmarks.container.ControlService.Operation;
import org.netdma.benchmarks.container.CopyService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The control path in the container: each operation with its undoing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ControlPathBenchmark {

    /** What is done and undone. */
    @Param({"CLIENT", "CHANNEL", "WRAP", "ALLOCATE"})
    public Operation operation;

    private Container container;
    private LongUnaryOperator control;

    @Setup(Level.Trial)
    public void start() throws Exception {
        container = new Container(Container.home());
        container.property(ControlService.OPERATION, operation.name());
        container.start();
        control = container.service(LongUnaryOperator.class, CopyService.NAME, ControlService.CONTROL);
    }

    @TearDown(Level.Trial)
    public void stop() throws Exception {
        container.close();
    }

    @Benchmark
    public long doAndUndo() {
        return control.applyAsLong(1);
    }
}
