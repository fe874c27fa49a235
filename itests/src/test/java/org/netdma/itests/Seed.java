// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

/** Of tests that draw: fixed, unless {@code -Dnetdma.fuzz.seed} is a number to repeat, or {@code random}. */
public final class Seed {

    private static final String ASKED = System.getProperty("netdma.fuzz.seed", "fixed");

    private Seed() {
    }

    /** Returns the seed of a test, which its failure should name. */
    public static long of(String test) {
        return switch (ASKED) {
            case "fixed" -> test.hashCode();
            case "random" -> System.nanoTime();
            default -> Long.parseLong(ASKED);
        };
    }
}
