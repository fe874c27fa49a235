// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

/**
 * How all contenders' callers wait between two looks: a pause, and now and then another thread gets the processor, since
 * pure spinning stands still when a third thread wants one. {@code spin} in {@code sample.c} is its twin.
 */
public final class Spin {

    private static final int LOOKS_BEFORE_YIELD = 100;

    private int looks;

    /** Waits a little after a look that found nothing. */
    public void pause() {
        if (++looks % LOOKS_BEFORE_YIELD == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }
}
