// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import java.util.logging.Logger;
import org.netdma.benchmarks.container.Container;
import org.netdma.benchmarks.container.ControlService;
import org.netdma.benchmarks.container.ControlService.Operation;
import org.netdma.benchmarks.container.CopyService;
import org.netdma.benchmarks.container.ProviderParameters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.Bundle;

/**
 * What a device costs, next to what the framework's own work with a bundle costs.
 *
 * <ul>
 * <li>{@code plainBundle}: stop and start a bundle that nobody but the framework has work with</li>
 * <li>{@code providerBundle}: stop and start the provider's, until its engine is gone and until it is started again,
 * with all of Unload, DriverEntry, AddDevice and START_DEVICE</li>
 * <li>{@code oneDevice}, {@code hundredDevices}, {@code thousandDevices}: plug in so many reference engines at once,
 * until all of them are started; the time is that of <em>one device</em>. Pulling them out is not measured</li>
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlugBenchmark {

    /** Held, since what is set for a logger that nobody holds is forgotten. */
    private static final Logger LOG = Logger.getLogger("org.netdma");
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1000;

    /** A container with one engine, and an operation of the control path. */
    public abstract static class Machine {
        Container container;
        LongUnaryOperator control;

        /** Engines have one channel: there are not enough interrupt vectors for a thousand with sixteen. */
        void start(Operation operation) throws Exception {
            LOG.setLevel(java.util.logging.Level.WARNING); // a line on the console takes longer than what it tells of
            container = new Container(Container.home());
            container.property(ControlService.OPERATION, operation.name());
            container.property(ProviderParameters.NAMES, "channels");
            container.property(ProviderParameters.PREFIX + "channels", "1");
            container.start();
            control = container.service(LongUnaryOperator.class, CopyService.NAME, ControlService.CONTROL);
        }

        @TearDown(Level.Trial)
        public void stop() throws Exception {
            container.close();
        }
    }

    /** Bundles that are stopped and started. */
    @State(Scope.Benchmark)
    public static class Bundles extends Machine {
        Bundle provider;
        Bundle plain;

        @Setup(Level.Trial)
        public void start() throws Exception {
            start(Operation.STARTED_PROVIDERS);
            provider = container.bundle("provider-reference");
            plain = container.bundle("org.osgi.util.function");
        }
    }

    /** Slots that are empty before each measurement. */
    @State(Scope.Benchmark)
    public static class Slots extends Machine {
        @Setup(Level.Trial)
        public void start() throws Exception {
            start(Operation.PLUG);
        }

        @TearDown(Level.Invocation)
        public void pullAllOut() {
            control.applyAsLong(0);
        }
    }

    @Benchmark
    public Bundle plainBundle(Bundles bundles) throws Exception {
        bundles.plain.stop();
        bundles.plain.start();
        return bundles.plain;
    }

    @Benchmark
    public long providerBundle(Bundles bundles) throws Exception {
        bundles.provider.stop();
        bundles.provider.start();
        long started;
        do {
            Thread.onSpinWait();
            started = bundles.control.applyAsLong(0);
        } while (started == 0);
        return started;
    }

    @Benchmark
    public long oneDevice(Slots slots) {
        return slots.control.applyAsLong(1);
    }

    @Benchmark
    @OperationsPerInvocation(HUNDRED)
    public long hundredDevices(Slots slots) {
        return slots.control.applyAsLong(HUNDRED);
    }

    @Benchmark
    @OperationsPerInvocation(THOUSAND)
    public long thousandDevices(Slots slots) {
        return slots.control.applyAsLong(THOUSAND);
    }
}
