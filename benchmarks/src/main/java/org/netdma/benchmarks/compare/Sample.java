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

    Side side() {
        return Side.of(before, after);
    }
}
