// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;

import org.netdma.provider.BusMemory;
import org.netdma.provider.reference.hw.IotlbEntry.Access;

/**
 * Moves the bytes of one transfer. Each channel has one. Bytes before a fault may have been moved. Engine thread only.
 */
class CopyEngine {

    private final IotlbEntry source;
    private final IotlbEntry destination;
    private final BusCursor read;
    private final BusCursor write;

    CopyEngine(BusMemory memory, long maximumAddress) {
        source = new IotlbEntry(memory, maximumAddress, Access.READ);
        destination = new IotlbEntry(memory, maximumAddress, Access.WRITE);
        read = new BusCursor(source);
        write = new BusCursor(destination);
    }

    /** {@return the short way for small copies between the windows of the last copy} */
    SmallCopies smallCopies(ChannelPort port, long maximum) {
        return new SmallCopies(port, source, destination, maximum);
    }

    /**
     * Copies from one range to another.
     *
     * @param size in bytes, 1 or more
     */
    FaultCode copy(long from, long to, long size) {
        int readAt = source.locate(from, size);
        int writeAt = destination.locate(to, size);
        if ((readAt | writeAt) < 0) {
            read.begin(from);
            write.begin(to);
            return copyPieces(size);
        }
        destination.bytes().put(writeAt, source.bytes(), readAt, (int) size);
        return FaultCode.NONE;
    }

    /**
     * Copies where one side or both go on at another page once their first page ends [XFR-12].
     *
     * @param size     in bytes, 1 or more
     * @param flags    say which sides do
     * @param nextFrom where the source goes on, if it does
     * @param nextTo   where the destination goes on, if it does
     */
    FaultCode copyBroken(long from, long to, long size, int flags, long nextFrom, long nextTo) {
        boolean sourceBreaks = (flags & SOURCE_PAGE_BREAK) != 0;
        boolean destinationBreaks = (flags & DESTINATION_PAGE_BREAK) != 0;
        if (sourceBreaks && isInsidePage(nextFrom) || destinationBreaks && isInsidePage(nextTo)) {
            return FaultCode.PAGE_BREAK_ADDRESS;
        }
        begin(read, from, sourceBreaks, nextFrom);
        begin(write, to, destinationBreaks, nextTo);
        return copyPieces(size);
    }

    private static boolean isInsidePage(long address) {
        return (address & BusCursor.PAGE_OFFSET) != 0;
    }

    private static void begin(BusCursor side, long address, boolean breaks, long next) {
        if (breaks) {
            side.begin(address, next);
        } else {
            side.begin(address);
        }
    }

    /**
     * Copies piece by piece: each ends where a window ends, or where a side jumps. So go copies of bytes that may vanish,
     * too, each piece of which is checked.
     */
    private FaultCode copyPieces(long size) {
        for (long left = size; left > 0;) {
            if (!read.locate()) {
                return FaultCode.SOURCE_ADDRESS;
            }
            if (!write.locate()) {
                return write.isReadOnly() ? FaultCode.DESTINATION_READ_ONLY : FaultCode.DESTINATION_ADDRESS;
            }
            long piece = Math.min(left, Math.min(read.straight(), write.straight()));
            destination.bytes().put(write.offset(), source.bytes(), read.offset(), (int) piece);
            source.checkAccess();
            destination.checkAccess();
            read.advance(piece);
            write.advance(piece);
            left -= piece;
        }
        return FaultCode.NONE;
    }

    /** Inverts a byte that was written. */
    FaultCode invert(long address) {
        int at = destination.locateAny(address, 1);
        if (at < 0) {
            return FaultCode.DESTINATION_ADDRESS;
        }
        destination.bytes().put(at, (byte) ~destination.bytes().get(at));
        destination.checkAccess();
        return FaultCode.NONE;
    }

    /** Forgets all windows: after a reset no memory of the channel's past is held. */
    void invalidate() {
        source.invalidate();
        destination.invalidate();
    }
}
