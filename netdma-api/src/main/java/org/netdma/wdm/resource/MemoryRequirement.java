// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

/**
 * A window for the device's registers.
 *
 * @param length    in bytes, 1 or more
 * @param alignment of its start, a power of two
 * @param minimum   lowest address it may have
 * @param maximum   highest address it may reach, inclusive
 */
public record MemoryRequirement(long length, long alignment, long minimum, long maximum)
        implements ResourceRequirement {

    /** {@return a window anywhere below 4 GiB, aligned to its own length, which is a power of two} */
    public static MemoryRequirement window(long length) {
        return new MemoryRequirement(length, length, 0, 0xFFFF_FFFFL);
    }
}
