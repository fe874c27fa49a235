// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.netdma.benchmarks.copy.Request.Command;

/**
 * A ratio of times that is aimed at.
 *
 * @param name     what is compared
 * @param command  what of both
 * @param ours     contender
 * @param theirs   contender
 * @param batch    of both
 * @param limits   highest ratio, by size
 */
record Target(String name, Command command, String ours, String theirs, int batch, List<Limit> limits) {

    /**
     * A limit for a range of sizes.
     *
     * @param from  smallest size
     * @param to    largest size
     * @param ratio highest ratio of our time to theirs
     */
    record Limit(int from, int to, double ratio) {

        boolean covers(int size) {
            return from <= size && size <= to;
        }
    }

    private static final int SMALL = 1024;
    private static final int MIDDLE = 16 * 1024;

    /** What NetDMA aims at. */
    static final List<Target> ALL = List.of(
            sustained("DPDK, batch 32", Contenders.POLLED, Contenders.DPDK, 32, 0.5, 0.8, 1.0),
            sustained("DPDK, batch 32, a completion per descriptor", Contenders.EACH, Contenders.DPDK, 32,
                    0.9, 0.9, 1.0),
            sustained("DPDK, batch 1", Contenders.POLLED, Contenders.DPDK, 1, 0.5, 0.8, 1.0),
            new Target("DPDK, round trip, latency policy", Command.ROUNDTRIP, Contenders.LATENCY, Contenders.DPDK, 1,
                    limits(0.8, 0.8, 1.0)),
            sustained("Disruptor, batch 1", Contenders.POLLED, Contenders.DISRUPTOR, 1, 1.0, 1.0, 1.0),
            sustained("Disruptor, batch 32", Contenders.POLLED, Contenders.DISRUPTOR, 32, 1.0, 1.0, 1.0),
            sustained("executor + future, batch 1", Contenders.POLLED, Contenders.EXECUTOR, 1, 0.25, 0.6, 0.9),
            new Target("inline bulk put, batch 32", Command.SUSTAINED, Contenders.POLLED, Contenders.INLINE, 32,
                    List.of(new Limit(SMALL + 1, MIDDLE, 1.15), new Limit(MIDDLE + 1, Integer.MAX_VALUE, 1.02))),
            new Target("our future against our polled path, batch 1", Command.SUSTAINED, Contenders.FUTURE,
                    Contenders.POLLED, 1, asynchronousLimits()),
            new Target("our callback against our polled path, batch 1", Command.SUSTAINED, Contenders.CALLBACK,
                    Contenders.POLLED, 1, asynchronousLimits()));

    private static List<Limit> asynchronousLimits() {
        return List.of(new Limit(64, 64, 3), new Limit(MIDDLE, Integer.MAX_VALUE, 1.1));
    }

    private static Target sustained(String name, String ours, String theirs, int batch, double small, double middle,
            double large) {
        return new Target(name, Command.SUSTAINED, ours, theirs, batch, limits(small, middle, large));
    }

    private static List<Limit> limits(double small, double middle, double large) {
        return List.of(new Limit(1, SMALL, small), new Limit(SMALL + 1, MIDDLE, middle),
                new Limit(MIDDLE + 1, Integer.MAX_VALUE, large));
    }

    /** {@return the limit for a size; empty when nothing is aimed at there} */
    OptionalDouble limit(int size) {
        return limits.stream().filter(limit -> limit.covers(size)).mapToDouble(Limit::ratio).findFirst();
    }

    /** {@return the ratio of the medians of one side; empty when either is missing} */
    OptionalDouble ratio(Samples samples, int size, Side side) {
        OptionalDouble our = time(samples, ours, size, side);
        OptionalDouble their = time(samples, theirs, size, side);
        return our.isPresent() && their.isPresent() ? OptionalDouble.of(our.getAsDouble() / their.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble time(Samples samples, String contender, int size, Side side) {
        ToDoubleFunction<Sample> value = command == Command.SUSTAINED ? Samples.NANOS_PER_COPY
                : sample -> sample.values().get("p50");
        int cellBatch = command != Command.SUSTAINED || contender.equals(Contenders.INLINE) ? 1 : batch;
        return samples.median(new Cell(contender, command, size, cellBatch), side, value);
    }
}
