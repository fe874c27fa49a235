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
        return check(from, sourceOffset, to, destinationOffset, length);
    }

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
        return to < 0 || from == to ? Math.min(to, 0) : Refusal.UNEQUAL_LENGTHS.code();
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
