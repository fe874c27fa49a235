// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How far apart the two processors are at this moment: the time that a cache line takes from one thread to another and
 * back. On a virtual machine that changes under the benchmark, and every exchange between threads changes with it.
 */
final class PingPong {

    private static final int CHUNKS = 64;
    private static final int EXCHANGES = 500;
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long JOIN_LIMIT = TimeUnit.SECONDS.toMillis(10);
    private static final long STOP = -1;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    /** Longs from the word to both ends of the array, so that its cache line holds nothing else. */
    private static final int PADDING = 32;

    private final long[] line = new long[2 * PADDING];

    /** {@return nanoseconds of one exchange, there and back; the median of many short series} */
    double measure() throws InterruptedException {
        Thread partner = new Thread(this::answer, "ping-pong");
        partner.setDaemon(true);
        WORD.setVolatile(line, PADDING, 0L);
        partner.start();
        double[] series = new double[CHUNKS];
        int taken = 0;
        long begin = System.nanoTime();
        long word = 0;
        while (taken < CHUNKS && (taken < 3 || System.nanoTime() - begin < LONGEST)) {
            long start = System.nanoTime();
            for (int i = 0; i < EXCHANGES; i++) {
                // odd: ours, seen by answer(); even: the partner's, which releases it
                WORD.setRelease(line, PADDING, ++word);
                word++;
                while ((long) WORD.getAcquire(line, PADDING) != word) {
                    // no pause instruction: it would be measured too
                }
            }
            series[taken++] = (System.nanoTime() - start) / (double) EXCHANGES;
        }
        WORD.setVolatile(line, PADDING, STOP);
        partner.join(JOIN_LIMIT);
        Arrays.sort(series, 0, taken);
        return series[taken / 2];
    }

    private void answer() {
        long expected = 1;
        while (true) {
            long word = (long) WORD.getAcquire(line, PADDING);
            if (word == STOP) {
                return;
            }
            if (word == expected) {
                WORD.setRelease(line, PADDING, word + 1);
                expected += 2;
            }
        }
    }
}
