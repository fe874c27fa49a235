// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Runs a property again and again, each time with other random numbers. They are the same in every build: seeds follow
 * from the name of the test. {@code -Dnetdma.fuzz.seed=random} draws new ones, {@code -Dnetdma.fuzz.factor=100} runs a
 * hundred times as many, and {@code -Dnetdma.fuzz.seed=N} repeats the one that a failure names.
 */
public final class RandomRuns {

    private static final String SEED = System.getProperty("netdma.fuzz.seed", "fixed");
    private static final int FACTOR = Integer.getInteger("netdma.fuzz.factor", 1);
    private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

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
        String test = test();
        seeds(test, runs).forEach(seed -> {
            try {
                property.check(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("repeat with -Dtest=%s -Dnetdma.fuzz.seed=%d: %s".formatted(test, seed, e), e);
            }
        });
    }

    /** Returns so many seeds for a parameterized test, or only the seed asked for; none is negative. */
    public static LongStream seeds(int runs) {
        return seeds(test(), runs);
    }

    private static LongStream seeds(String test, int runs) {
        return switch (SEED) {
            case "fixed" -> draw(new SplittableRandom(
                    (test + CALLS.merge(test, 1, Integer::sum)).hashCode()), runs); // each parameter has its own
            case "random" -> draw(new SplittableRandom(), runs);
            default -> LongStream.of(Long.parseLong(SEED));
        };
    }

    private static LongStream draw(SplittableRandom random, int runs) {
        return random.longs((long) runs * FACTOR).map(seed -> seed >>> 16); // Random takes 48 bits
    }

    /** Returns class and method of the test, as -Dtest takes it: the outermost method of the class that calls. */
    private static String test() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).walk(frames -> {
            var callers = frames.dropWhile(frame -> frame.getDeclaringClass() == RandomRuns.class).toList();
            Class<?> caller = callers.get(0).getDeclaringClass();
            return callers.stream().takeWhile(frame -> frame.getDeclaringClass() == caller)
                    .reduce((inner, outer) -> outer)
                    .map(frame -> caller.getSimpleName() + '#' + frame.getMethodName()).orElseThrow();
        });
    }
}
