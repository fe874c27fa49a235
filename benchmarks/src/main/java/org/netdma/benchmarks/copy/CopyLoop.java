// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

/** The measuring loop of all contenders; {@code run} in {@code sample.c} is its twin. */
final class CopyLoop {

    /** Bytes copied between two looks at the clock, so that the clock costs nothing. */
    private static final int BYTES_PER_LOOK = 4096 * 64;

    private CopyLoop() {
    }

    /**
     * Copies for a time: fills the window with batches, looks once how far the contender is, fills again, and at the
     * end waits for the rest.
     *
     * @param port     contender, with nothing outstanding
     * @param walk     what to copy
     * @param batch    blocks of one submission
     * @param window   the most copies outstanding
     * @param duration in nanoseconds
     * @return how many copies were made
     */
    static long run(CopyPort port, Walk walk, int batch, int window, long duration) {
        Spin spin = new Spin();
        long base = port.completed();
        long submitted = 0;
        long done = 0;
        long interval = BYTES_PER_LOOK / walk.size() + window;
        long look = interval;
        long start = System.nanoTime();
        while (true) {
            while (submitted + batch - done <= window) {
                port.submit(walk, batch);
                submitted += batch;
            }
            long now = port.completed() - base;
            if (now == done) {
                spin.pause();
            }
            done = now;
            if (submitted >= look) {
                if (System.nanoTime() - start >= duration) {
                    break;
                }
                look += interval;
            }
        }
        while (port.completed() - base < submitted) {
            spin.pause();
        }
        return submitted;
    }
}
