// SPDX-License-Identifier: Apache-2.0
package org.netdma.memory;

/**
 * How much memory engines can reach.
 *
 * @param regions how many open regions clients have
 * @param bytes   their sizes, added up
 */
public record MemoryUsage(int regions, long bytes) {
}
