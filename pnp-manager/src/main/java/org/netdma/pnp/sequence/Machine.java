// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.util.ArrayList;
import java.util.List;

/**
 * What the PnP manager has to give out.
 *
 * @param processors    how many CPUs have a DPC queue, 1 to 64
 * @param vectorsPerCpu how many MSI-X messages each CPU can tell apart
 * @param memoryBase    first bus address of the register windows
 * @param memorySize    bytes of register windows
 */
public record Machine(int processors, int vectorsPerCpu, long memoryBase, long memorySize) {

    /** {@return the names of the parameters in which another one differs, with both values, for people} */
    public String differences(Machine other) {
        List<String> changed = new ArrayList<>();
        note(changed, "processors", processors, other.processors);
        note(changed, "vectorsPerCpu", vectorsPerCpu, other.vectorsPerCpu);
        note(changed, "memoryBase", memoryBase, other.memoryBase);
        note(changed, "memorySize", memorySize, other.memorySize);
        return String.join(", ", changed);
    }

    private static void note(List<String> changed, String name, long before, long after) {
        if (before != after) {
            changed.add("%s (%d, now %d)".formatted(name, before, after));
        }
    }

    /** {@return a machine with this many CPUs and the usual of the rest} */
    public static Machine withProcessors(int processors) {
        return new Machine(processors, 1024, 0xE000_0000L, 0x1000_0000L);
    }
}
