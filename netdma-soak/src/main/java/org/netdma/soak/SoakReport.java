// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.util.List;
import java.util.Map;
import org.netdma.soak.traffic.TallySheet;

/**
 * What came of a soak.
 *
 * @param plan         as asked for
 * @param traffic      copies and their ends
 * @param disturbances how often each kind was done
 * @param retries      attempts of managed copies beyond the first
 * @param fallbacks    managed copies that the CPU did
 * @param leaks        what was there afterwards and not before
 */
public record SoakReport(SoakPlan plan, TallySheet traffic, Map<String, Long> disturbances, long retries,
        long fallbacks, List<String> leaks) {

    /** {@return whether nothing was lost, duplicated, corrupted or leaked} */
    public boolean isClean() {
        return traffic.faults().isEmpty() && leaks.isEmpty();
    }

    /** {@return how often anything was disturbed} */
    public long swaps() {
        return disturbances.values().stream().mapToLong(Long::longValue).sum();
    }
}
