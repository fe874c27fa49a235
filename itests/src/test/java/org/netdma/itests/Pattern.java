// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;

/**
 * Bytes that tell what a copy did wrong. The source's are numbered by position and marked, the destination's
 * differently, so that a byte not written, one written too much and one of the wrong place are told apart.
 */
final class Pattern {

    private static final int SOURCE = 0x80;
    private static final int DESTINATION = 0x20;

    private Pattern() {
    }

    private static byte at(int index, int mark) {
        return (byte) (mark | index * 31 + (index >> 8) & 0x1F);
    }

    static void fillSource(MemoryRegion region) throws NetDmaException {
        fill(region, SOURCE);
    }

    static void fillDestination(MemoryRegion region) throws NetDmaException {
        fill(region, DESTINATION);
    }

    private static void fill(MemoryRegion region, int mark) throws NetDmaException {
        ByteBuffer bytes = region.buffer();
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, at(i, mark));
        }
    }

    /** Checks the whole destination: what was to be copied is there, what was not is as before. */
    static void assertCopied(MemoryRegion destination, int sourceOffset, int destinationOffset, int length)
            throws NetDmaException {
        ByteBuffer bytes = destination.buffer();
        for (int i = 0; i < bytes.capacity(); i++) {
            boolean copied = i >= destinationOffset && i < destinationOffset + length;
            byte expected = copied ? at(i - destinationOffset + sourceOffset, SOURCE) : at(i, DESTINATION);
            if (bytes.get(i) != expected) {
                assertEquals(Integer.toHexString(expected & 0xFF), Integer.toHexString(bytes.get(i) & 0xFF),
                        "byte %d, which was %sto be copied".formatted(i, copied ? "" : "not "));
            }
        }
    }
}
