// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

/** Up to where a file is whole: one thread raises it, others follow. */
final class Watermark {

    private long level;

    /** @param initial up to where it is whole from the start */
    Watermark(long initial) {
        level = initial;
    }

    synchronized void raise(long newLevel) {
        level = Math.max(level, newLevel);
        notifyAll();
    }

    /** {@return up to where it is whole} */
    synchronized long level() {
        return level;
    }

    /**
     * Waits until the file is whole beyond a position, without limit: whoever raises it interrupts those who follow
     * when it gives up.
     *
     * @return up to where it is whole
     */
    synchronized long awaitBeyond(long position) throws InterruptedException {
        while (level <= position) {
            wait();
        }
        return level;
    }
}
