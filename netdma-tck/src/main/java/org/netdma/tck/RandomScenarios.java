// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.netdma.tck.bench.BrokenPremise.unless;


import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.BenchRegistration;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.Region;

/**
 * Copies of random length between random offsets, on several channels at once: the same ones in each run. With
 * {@code -Dnetdma.tck.seed=random} others, whose seed is reported and stands in the message of a failure; the number
 * repeats them. {@code -Dnetdma.tck.factor=100} does a hundred times as many.
 */
@Given(Premise.CHANNELS)
abstract class RandomScenarios extends ConformanceSuite {

    private static final String SEED = "netdma.tck.seed";
    private static final int FACTOR = Integer.getInteger("netdma.tck.factor", 1);
    private static final int BUFFER = 16_384;
    private static final int ROUNDS = 40 * FACTOR;
    private static final int MOST_CHANNELS = 4;
    /** Of large copies there are fewer, each of more than a buffer and up to the largest that the provider does. */
    private static final int LARGE_ROUNDS = 6 * FACTOR;
    private static final int LARGEST_COPY = 1 << 22;

    @Test
    @DisplayName("[XFR-10] random lengths up to the largest and offsets, on several channels at once")
    void shouldCopyRandomly(Bench bench, TestReporter reporter) {
        long seed = seed();
        reporter.publishEntry(SEED, Long.toString(seed));
        BenchRegistration registration = bench.startDevice().registration();
        int channels = Math.min(MOST_CHANNELS, registration.attributes().dmaChannelCount());
        List<FutureTask<Object>> clients = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            Random random = new Random(seed + i);
            Channel channel = registration.tryAllocate(Bench.ALL_PROCESSORS).orElse(null);
            unless(channel != null, "it has fewer channels than it said: [CHN-1]");
            clients.add(bench.threads().begin("client of channel " + i, () -> {
                copyRandomly(bench, channel, random);
                return null;
            }));
        }
        try {
            clients.forEach(client -> bench.threads().await("a client", client,
                    bench.threads().limit().multipliedBy((long) MOST_CHANNELS * FACTOR)));
        } catch (AssertionError e) {
            throw new AssertionError("-D%s=%d repeats it: %s".formatted(SEED, seed, e.getMessage()), e);
        }
    }

    private static long seed() {
        String said = System.getProperty(SEED, "0");
        return said.equals("random") ? System.nanoTime() : Long.parseLong(said);
    }

    private static void copyRandomly(Bench bench, Channel channel, Random random) {
        copyRandomly(bench, channel, random, ROUNDS, 1, BUFFER);
        long maximum = bench.device(0).registration().attributes().maximumTransferSize();
        if (maximum > BUFFER) {
            copyRandomly(bench, channel, random, LARGE_ROUNDS, BUFFER, (int) Math.min(maximum + 1, LARGEST_COPY));
        }
    }

    /** Copies lengths from the smallest on, up to and without the bound, in buffers of the bound. */
    private static void copyRandomly(Bench bench, Channel channel, Random random, int rounds, int smallest,
            int bound) {
        Region source = bench.memory().allocate(bound);
        Region destination = bench.memory().allocate(bound);
        for (int round = 0; round < rounds; round++) {
            int size = smallest + random.nextInt(bound - smallest);
            int from = random.nextInt(bound - size);
            int to = random.nextInt(bound - size);
            PatternedCopy copy = Copies.between(source, from, destination, to, size);

            channel.awaitDone(channel.submit(List.of(copy.descriptor(0))));

            Copies.check("round %d, %d bytes from offset %d to %d".formatted(round, size, from, to),
                    copy.verifyCopied());
        }
    }
}
