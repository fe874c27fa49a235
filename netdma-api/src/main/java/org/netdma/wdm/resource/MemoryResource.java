// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.resource;

/**
 * An assigned register window.
 *
 * @param start  its first bus address
 * @param length in bytes
 */
public record MemoryResource(long start, long length) implements AssignedResource {

    /** {@return the range, such as {@code memory 0xF0000000-0xF0000FFF}} */
    @Override
    public String toString() {
        return "memory 0x%08X-0x%08X".formatted(start, start + length - 1);
    }
}
