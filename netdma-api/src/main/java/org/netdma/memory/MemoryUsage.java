// SPDX-License-Identifier: Apache-2.0
package org.netdma.memory;

/**
 * How much memory engines can reach.
 *
 * @param regions     how many open regions clients have
 * @param bytes       their sizes, added up
 * @param closedBytes bytes of closed regions that were not given back yet [MEM-15]: before Java 22 they wait for the
 *                    garbage collector, from Java 22 on only for a system call or an engine that is still at work on them
 */
public record MemoryUsage(int regions, long bytes, long closedBytes) {

    /** Of which all closed regions were given back. */
    public MemoryUsage(int regions, long bytes) {
        this(regions, bytes, 0);
    }
}
