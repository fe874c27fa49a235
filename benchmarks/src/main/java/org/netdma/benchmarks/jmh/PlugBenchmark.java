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
import org.osgi.framework.Bundle;

/**
 * Stopping and starting a bundle: the provider's, until its engine is gone and until it is started again, with all of
 * Unload, DriverEntry, AddDevice and START_DEVICE; and, to compare with, one that the framework has no such work with.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlugBenchmark {

    /** Symbolic name of the bundle. */
    @Param({"provider-reference", "org.osgi.util.function"})
    public String bundle;

    private Container container;
    private Bundle subject;
    private LongUnaryOperator startedProviders;

    @Setup(Level.Trial)
    public void start() throws Exception {
        container = new Container(Container.home());
        container.property(ControlService.OPERATION, Operation.STARTED_PROVIDERS.name());
        container.start();
        startedProviders = container.service(LongUnaryOperator.class, CopyService.NAME, ControlService.CONTROL);
        subject = container.bundle(bundle);
    }

    @TearDown(Level.Trial)
    public void stop() throws Exception {
        container.close();
    }

    @Benchmark
    public long stopAndStart() throws Exception {
        subject.stop();
        subject.start();
        long started;
        do {
            Thread.onSpinWait();
            started = startedProviders.applyAsLong(0);
        } while (started == 0);
        return started;
    }
}
