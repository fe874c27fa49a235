// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.bench;

/**
 * What copies of one size cost. Times are in nanoseconds.
 *
 * @param size               bytes of a copy
 * @param copies             how many were made for the sustained figure
 * @param perCopy            from copy to copy, sustained, with a window of copies outstanding
 * @param submit             what the submitting thread spends on a copy, its batch's submission included
 * @param inline             a copy made by the submitting thread itself
 * @param roundTripMedian    of a single copy, from before its submission until it is seen done
 * @param roundTripPercent99 of a single copy: 99 of 100 are not slower
 */
public record Figures(int size, long copies, double perCopy, double submit, double inline, long roundTripMedian,
        long roundTripPercent99) {

    /** {@return whether handing such a copy to the engine takes less of the thread's time than making it} */
    public boolean offloadPays() {
        return submit < inline;
    }
}
