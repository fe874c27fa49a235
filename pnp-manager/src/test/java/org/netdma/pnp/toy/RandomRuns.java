// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.Random;

/**
 * Runs a property with new random numbers again and again. A failure names the seed that repeats it:
 * {@code -Dnetdma.fuzz.seed=N}; {@code -Dnetdma.fuzz.factor=100} runs a hundred times as many.
 */
public final class RandomRuns {

    private static final Long SEED = Long.getLong("netdma.fuzz.seed");
    private static final int FACTOR = Integer.getInteger("netdma.fuzz.factor", 1);

    /** What holds whatever the random numbers are. */
    @FunctionalInterface
    public interface Property {
        /** Fails when it does not hold. */
        void check(Random random) throws Exception;
    }

    private RandomRuns() {
    }

    /** Checks a property so many times, or once with the seed asked for. */
    public static void check(int runs, Property property) {
        long first = SEED != null ? SEED : System.nanoTime();
        for (long seed = first; seed < first + (SEED != null ? 1 : (long) runs * FACTOR); seed++) {
            try {
                property.check(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("repeat with -Dnetdma.fuzz.seed=%d: %s".formatted(seed, e), e);
            }
        }
    }
}
