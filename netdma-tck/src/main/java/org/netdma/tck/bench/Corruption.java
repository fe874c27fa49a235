// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

/**
 * A byte that is not what it should be after a copy.
 *
 * @param kind     what went wrong there
 * @param address  physical address of the byte
 * @param expected what it should be
 * @param found    what it is
 */
public record Corruption(Kind kind, long address, byte expected, byte found) {

    /** What can go wrong with a byte. */
    public enum Kind {
        /** A byte of the destination was not written. */
        MISSED_WRITE,
        /** A byte of the destination was written with something else. */
        WRONG_DATA,
        /** A byte around the destination was written. */
        EXTRA_WRITE,
        /** A byte of the source, or around it, was written. */
        SOURCE_OVERWRITTEN
    }

    @Override
    public String toString() {
        return "%s at 0x%X: expected 0x%02X, found 0x%02X".formatted(kind, address, expected, found);
    }
}
