// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.netdma.benchmarks.copy.Request.Command;

/** All samples of a run, and the medians of those that may be compared. */
final class Samples {

    /** Nanoseconds for each copy of a sustained sample. */
    static final ToDoubleFunction<Sample> NANOS_PER_COPY =
            sample -> sample.values().get("nanos") / sample.values().get("copies");

    private final List<Sample> all = new ArrayList<>();

    void add(Sample sample) {
        all.add(sample);
    }

    List<Sample> all() {
        return Collections.unmodifiableList(all);
    }

    long count(Cell cell, Side side) {
        return all.stream().filter(sample -> sample.cell().equals(cell) && sample.side() == side).count();
    }

    long count(Side side) {
        return all.stream().filter(sample -> sample.side() == side).count();
    }

    /** {@return the side that most samples are of, of the two that can be compared} */
    Side mainSide() {
        return count(Side.FAR) > count(Side.NEAR) ? Side.FAR : Side.NEAR;
    }

    /** {@return the median of a value over the samples of one cell and side; empty when there is none} */
    OptionalDouble median(Cell cell, Side side, ToDoubleFunction<Sample> value) {
        double[] values = all.stream().filter(sample -> sample.cell().equals(cell) && sample.side() == side)
                .mapToDouble(value).sorted().toArray();
        return median(values);
    }

    OptionalDouble median(Cell cell, Side side, String name) {
        return median(cell, side, sample -> sample.values().getOrDefault(name, Double.NaN));
    }

    OptionalDouble nanosPerCopy(String contender, int size, int batch, Side side) {
        return median(new Cell(contender, Command.SUSTAINED, size, batch), side, NANOS_PER_COPY);
    }

    static OptionalDouble median(double... values) {
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
