// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.util.List;
import java.util.Map;
import org.netdma.soak.traffic.TallySheet;

/**
 * What came of a soak.
 *
 * @param plan      as asked for
 * @param traffic   copies and their ends
 * @param changes   how often each kind of change was made to the engines
 * @param injected  how often each kind of fault was injected
 * @param refusals  what the framework refused to do, the first ones
 * @param removals  how often an engine was taken from its clients
 * @param retries   attempts of managed copies beyond the first
 * @param fallbacks managed copies that the CPU did
 * @param leaks     what was there afterwards and not before
 */
public record SoakReport(SoakPlan plan, TallySheet traffic, Map<String, Long> changes, Map<String, Long> injected,
        List<String> refusals, long removals, long retries, long fallbacks, List<String> leaks) {

    /** {@return whether nothing was lost, duplicated, corrupted or leaked} */
    public boolean isClean() {
        return traffic.faults().isEmpty() && leaks.isEmpty();
    }

    /** {@return how often anything was changed} */
    public long swaps() {
        return sum(changes);
    }

    /** {@return how often a fault was injected} */
    public long faultsInjected() {
        return sum(injected);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
