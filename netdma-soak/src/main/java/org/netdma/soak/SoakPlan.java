// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.time.Duration;

/**
 * What a soak is to do.
 *
 * @param duration of the traffic
 * @param seed     decides sizes, alignments, patterns and disturbances
 * @param workers  threads that copy, 1 to 64; half of them through managed copiers, half through channels of their own
 * @param longest  copy, in bytes, 1 or more
 * @param pause    between two disturbances, on average
 */
public record SoakPlan(Duration duration, long seed, int workers, int longest, Duration pause) {
}
