// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.tck.bench.Bench;
import org.netdma.tck.bench.Channel;
import org.netdma.tck.bench.Copies;
import org.netdma.tck.bench.PatternedCopy;
import org.netdma.tck.bench.Ring;
import org.netdma.tck.bench.ScatteredCopy;
import org.netdma.tck.bench.Submission;

/** What the test suites of other DMA frameworks put an engine through. */
@Given(Premise.COPIES)
abstract class BurstScenarios extends ConformanceSuite {

    private static final int SIZE = 2048;
    private static final int REPEAT = 640;
    private static final int BATCH = 32;
    private static final int MOST_PIECES = 8;

    @Test
    @DisplayName("[XFR-1] 640 copies: one at a time")
    void shouldCopyOneByOne(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 1, SIZE);
        for (int i = 0; i < REPEAT; i++) {
            copies.get(0).prepareDestination();
            channel.awaitDone(channel.submit(copies.descriptors()));
            copies.assertCopied();
        }
        assertEquals(REPEAT, channel.ring().end());
    }

    @Test
    @DisplayName("[XFR-1] 640 copies: four identical ones at a time")
    void shouldCopyIdentical(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 1, SIZE);
        for (int i = 0; i < REPEAT; i += 4) {
            copies.get(0).prepareDestination();
            Submission last = null;
            for (int j = 0; j < 4; j++) {
                last = channel.submit(copies.descriptors());
            }
            channel.awaitDone(last);
            copies.assertCopied();
        }
    }

    @Test
    @DisplayName("[XFR-1] 640 copies: 32 in one chain, in two chains, and in two chains completed one after the other")
    void shouldCopyBatches(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, BATCH, SIZE);
        for (int i = 0; i < REPEAT; i += BATCH) {
            copies.list().forEach(PatternedCopy::prepareDestination);
            switch (i / BATCH % 3) {
                case 0 -> channel.awaitDone(channel.submit(copies.descriptors()));
                case 1 -> {
                    channel.submit(copies.descriptors(0, BATCH / 2));
                    channel.awaitDone(channel.submit(copies.descriptors(BATCH / 2, BATCH)));
                }
                default -> {
                    channel.awaitDone(channel.submit(copies.descriptors(0, BATCH / 2)));
                    copies.assertCopied(0, BATCH / 2);
                    channel.awaitDone(channel.submit(copies.descriptors(BATCH / 2, BATCH)));
                }
            }
            copies.assertCopied();
        }
    }

    @Test
    @DisplayName("[XFR-1] burst capacity: bursts of 64 up to half the ring, to all but one, and round its end")
    void shouldTakeFullRing(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, Ring.CAPACITY - 1, 64);
        for (int round = 0; round < 3; round++) {
            submitBursts(channel, copies, Ring.CAPACITY / 2);
            submitBursts(channel, copies, Ring.CAPACITY - 1);
        }
    }

    private static void submitBursts(Channel channel, Copies copies, int total) {
        copies.list().forEach(PatternedCopy::prepareDestination);
        Submission last = null;
        for (int from = 0; from < total; from += 64) {
            last = channel.submit(copies.descriptors(from, Math.min(from + 64, total)));
        }
        channel.awaitDone(last);
        copies.assertCopied(0, total);
        copies.assertUntouched(total, copies.list().size());
    }

    @Test
    @DisplayName("[XFR-1] enqueue and dequeue: 16 copies of 64 bytes, many times, and nothing outstanding after each")
    void shouldEnqueueAndDequeue(Bench bench) {
        Channel channel = channel(bench);
        Copies copies = Copies.of(bench, 16, 64);
        for (int i = 0; i < 500; i++) {
            Submission submission = channel.submit(copies.descriptors());
            assertEquals(submission.last(), channel.awaitDone(submission).last(), "completed is not submitted");
        }
        copies.assertCopied();
    }

    @Test
    @DisplayName("[XFR-10] scatter-gather: 1 to 8 pieces gathered, by 1 to 8 scattered, round the ring's end")
    void shouldScatterAndGather(Bench bench) {
        Channel channel = channel(bench);
        channel.awaitDone(channel.submit(Copies.of(bench, Ring.CAPACITY / 2, 8).descriptors())); // ends amid the copies
        for (int gathered = 1; gathered <= MOST_PIECES; gathered++) {
            for (int scattered = 1; scattered <= MOST_PIECES; scattered++) {
                ScatteredCopy copy = new ScatteredCopy(bench, SIZE, gathered, scattered);
                channel.awaitDone(channel.submit(copy.descriptors()));
                Copies.check("%d pieces to %d".formatted(gathered, scattered), copy.verify());
            }
        }
    }

    private static Channel channel(Bench bench) {
        return bench.startDevice().registration().allocate();
    }
}
