// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.client.Refusal;
import org.netdma.core.memory.AddressSpace;
import org.netdma.core.memory.CoreRegion;
import org.netdma.memory.MemoryRegion;

/**
 * What copies an engine can do [XFR-11], and whether one is possible.
 *
 * @param space           that its addresses are of
 * @param maximumTransfer most bytes of one descriptor
 * @param highestAddress  largest address it reaches; not negative
 */
public record TransferLimits(AddressSpace space, long maximumTransfer, long highestAddress) {

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

    /** {@return how long the parts of a longer copy are: whole pages, so that parts stay aligned as the copy is} */
    long part() {
        return maximumTransfer & ~PAGE_MASK;
    }
}
