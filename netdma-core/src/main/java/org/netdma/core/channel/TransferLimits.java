// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.List;
import org.netdma.client.Refusal;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.CoreRegion;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.ScatterGatherList;

/**
 * What copies an engine can do [XFR-11], and whether one is possible.
 *
 * @param space           that its addresses are of
 * @param maximumTransfer most bytes of one descriptor
 * @param highestAddress  largest address it reaches; not negative
 * @param pageBreaks      whether it knows page breaks [XFR-12]
 * @param ignoredHints    flags that clients may set and descriptors for it do not have [DCA-1]
 */
public record TransferLimits(AddressSpace space, long maximumTransfer, long highestAddress, boolean pageBreaks,
        int ignoredHints) {

    private static final long PAGE_MASK = 4095;

    /**
     * {@return 0 when a copy of any length is possible between these, else the code of a {@link Refusal}}
     */
    long check(MemoryRegion source, long sourceOffset, MemoryRegion destination, long destinationOffset, long length) {
        if (!(source instanceof CoreRegion from) || !(destination instanceof CoreRegion to)) {
            return Refusal.FOREIGN_REGION.code();
        }
        long refusal = check(from, sourceOffset, to, destinationOffset, length);
        return refusal == 0 ? checkOverlap(from, sourceOffset, to, destinationOffset, length) : refusal;
    }

    /** As the other one, but for overlap: {@link #checkOverlap}. */
    long check(CoreRegion from, long fromOffset, CoreRegion to, long toOffset, long length) {
        if (!from.isIn(space) || !to.isIn(space)) {
            return Refusal.FOREIGN_REGION.code();
        }
        if (length <= 0) {
            return Refusal.INVALID_LENGTH.code();
        }
        if (!from.isOpen() || !to.isOpen()) {
            return Refusal.REGION_CLOSED.code();
        }
        if (!from.holds(fromOffset, length) || !to.holds(toOffset, length)) {
            return Refusal.OUT_OF_REGION.code();
        }
        if (!to.isWritable()) {
            return Refusal.READ_ONLY_DESTINATION.code();
        }
        long last = length - 1;
        if (from.physicalAddress() + fromOffset + last > highestAddress
                || to.physicalAddress() + toOffset + last > highestAddress) {
            return Refusal.ADDRESS_BEYOND_REACH.code();
        }
        return 0;
    }

    /** {@return 0 when a copy from these pieces to those is possible, else the code of a {@link Refusal}} */
    long check(ScatterGatherList source, ScatterGatherList destination) {
        if (source == null || destination == null || source.elements().isEmpty()) {
            return Refusal.UNEQUAL_LENGTHS.code();
        }
        long from = measure(source.elements(), false);
        long to = from < 0 ? from : measure(destination.elements(), true);
        if (to < 0) {
            return to;
        }
        if (from != to) {
            return Refusal.UNEQUAL_LENGTHS.code();
        }
        return overlap(source.elements(), destination.elements()) ? Refusal.OVERLAP.code() : 0;
    }

    /** {@return 0 when a copy that is possible otherwise writes nothing that it reads, else the code of a refusal} */
    static long checkOverlap(CoreRegion from, long fromOffset, CoreRegion to, long toOffset, long length) {
        return overlap(from.physicalAddress() + fromOffset, length, to.physicalAddress() + toOffset, length)
                ? Refusal.OVERLAP.code() : 0;
    }

    /** Addresses are those of one region each, so that what overlaps in them overlaps in a region. */
    private static boolean overlap(long from, long fromLength, long to, long toLength) {
        return from < to + toLength && to < from + fromLength;
    }

    /** Returns whether a piece that is written overlaps one that is read. */
    private static boolean overlap(List<ScatterGatherList.Element> read, List<ScatterGatherList.Element> written) {
        if (!overlap(lowest(read), highest(read) - lowest(read), lowest(written), highest(written) - lowest(written))) {
            return false; // the usual case: the lists are of different regions
        }
        for (int i = 0; i < read.size(); i++) {
            ScatterGatherList.Element from = read.get(i);
            for (int j = 0; j < written.size(); j++) {
                ScatterGatherList.Element to = written.get(j);
                if (overlap(from.physicalAddress(), from.length(), to.physicalAddress(), to.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long lowest(List<ScatterGatherList.Element> pieces) {
        long lowest = Long.MAX_VALUE;
        for (int i = 0; i < pieces.size(); i++) {
            lowest = Math.min(lowest, pieces.get(i).physicalAddress());
        }
        return lowest;
    }

    private static long highest(List<ScatterGatherList.Element> pieces) {
        long highest = 0;
        for (int i = 0; i < pieces.size(); i++) {
            highest = Math.max(highest, pieces.get(i).physicalAddress() + pieces.get(i).length());
        }
        return highest;
    }

    /** {@return the bytes of these pieces together, or the code of a refusal. Regions are too small for an overflow} */
    private long measure(List<ScatterGatherList.Element> pieces, boolean written) {
        long sum = 0;
        for (int i = 0; i < pieces.size(); i++) {
            ScatterGatherList.Element piece = pieces.get(i);
            if (!(piece.region() instanceof CoreRegion region) || !region.isIn(space)) {
                return Refusal.FOREIGN_REGION.code();
            }
            if (piece.length() <= 0) {
                return Refusal.INVALID_LENGTH.code();
            }
            if (!region.isOpen()) {
                return Refusal.REGION_CLOSED.code();
            }
            if (!region.holds(piece.offset(), piece.length())) {
                return Refusal.OUT_OF_REGION.code();
            }
            if (written && !region.isWritable()) {
                return Refusal.READ_ONLY_DESTINATION.code();
            }
            if (piece.physicalAddress() + piece.length() - 1 > highestAddress) {
                return Refusal.ADDRESS_BEYOND_REACH.code();
            }
            sum += piece.length();
        }
        return sum;
    }

    /** {@return whether the engine reaches every byte of a region} */
    boolean reaches(CoreRegion region) {
        return region.physicalAddress() + region.size() - 1 <= highestAddress;
    }

    /** {@return how long the parts of a longer copy are: whole pages, so that parts stay aligned as the copy is} */
    long part() {
        return maximumTransfer & ~PAGE_MASK;
    }
}
