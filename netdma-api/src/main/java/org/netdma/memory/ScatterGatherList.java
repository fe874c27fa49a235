// SPDX-License-Identifier: Apache-2.0
package org.netdma.memory;

import java.util.List;
import java.util.Objects;

/**
 * Pieces of memory that are read or written as if they were one, in order. Windows: SCATTER_GATHER_LIST.
 *
 * @param elements the pieces; none is empty
 */
public record ScatterGatherList(List<Element> elements) {

    public ScatterGatherList {
        elements = List.copyOf(elements);
    }

    /** {@return a list of these pieces} */
    public static ScatterGatherList of(Element... elements) {
        return new ScatterGatherList(List.of(elements));
    }

    /** {@return the bytes of all pieces together; negative when their lengths are not lengths} */
    public long length() {
        long sum = 0;
        for (Element element : elements) {
            if (element.length() <= 0 || sum + element.length() < 0) {
                return -1;
            }
            sum += element.length();
        }
        return sum;
    }

    /**
     * One piece. Offset and length are checked when the list is used, not here.
     *
     * @param region where it is
     * @param offset its first byte, from the start of the region
     * @param length in bytes, 1 or more
     */
    public record Element(MemoryRegion region, long offset, long length) {
        public Element {
            Objects.requireNonNull(region);
        }

        /** {@return the physical address of its first byte} */
        public long physicalAddress() {
            return region.physicalAddress() + offset;
        }
    }
}
