// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.Map;

/**
 * One measurement.
 *
 * @param cell   what was measured
 * @param round  in which round, from 1
 * @param before ping-pong before it, in nanoseconds
 * @param after  ping-pong after it
 * @param values by name
 */
record Sample(Cell cell, int round, double before, double after, Map<String, Double> values) {

    Sample {
        values = Map.copyOf(values);
    }

    /** Value: ticks of 10 ms that others took of the processors meanwhile. */
    static final String FOREIGN = "foreign";
    /** More than the inaccuracy of counting in ticks. */
    private static final double FOREIGN_LIMIT = 3;

    Side side() {
        return values.getOrDefault(FOREIGN, 0.0) > FOREIGN_LIMIT ? Side.MIXED : Side.of(before, after);
    }
}
