// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.Locale;

/** How far apart the processors were during a sample. Only samples of one side are compared. */
enum Side {
    /** A ping-pong below {@link #NEAR_LIMIT} ns before and after. */
    NEAR,
    /** A ping-pong above {@link #FAR_LIMIT} ns before and after. */
    FAR,
    /** Neither, or it changed, or others took processor time: the sample is reported and compared with nothing. */
    MIXED;

    /** Nanoseconds of a ping-pong between processors that share a cache. */
    static final double NEAR_LIMIT = 250;
    /** Nanoseconds of a ping-pong between processors that do not. */
    static final double FAR_LIMIT = 300;

    static Side of(double before, double after) {
        if (Math.max(before, after) < NEAR_LIMIT) {
            return NEAR;
        }
        return Math.min(before, after) > FAR_LIMIT ? FAR : MIXED;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
