// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

/**
 * What the PnP manager has to give out.
 *
 * @param processors    how many CPUs have a DPC queue, 1 to 64
 * @param vectorsPerCpu how many MSI-X messages each CPU can tell apart
 * @param memoryBase    first bus address of the register windows
 * @param memorySize    bytes of register windows
 */
public record Machine(int processors, int vectorsPerCpu, long memoryBase, long memorySize) {

    /** {@return a machine with this many CPUs and the usual of the rest} */
    public static Machine withProcessors(int processors) {
        return new Machine(processors, 1024, 0xE000_0000L, 0x1000_0000L);
    }
}
