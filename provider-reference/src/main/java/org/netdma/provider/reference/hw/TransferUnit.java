// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.DCA_CONTEXT_CHANGE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_DCA_ENABLE;
import static org.netdma.descriptor.ControlFlags.DESTINATION_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.INTERRUPT_ON_COMPLETION;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_MASK;
import static org.netdma.descriptor.ControlFlags.SERIALIZE_TRANSFER;
import static org.netdma.descriptor.ControlFlags.SOURCE_NO_SNOOP;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;

import java.nio.ByteBuffer;
import org.netdma.NetDmaVersion;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;

/** Does what one descriptor asks for: a transfer, or a context change. Engine thread only. */
final class TransferUnit {

    /** Flags that every version knows; the no-snoop hints are ignored. */
    private static final int SIMPLE_FLAGS = INTERRUPT_ON_COMPLETION | SOURCE_NO_SNOOP | DESTINATION_NO_SNOOP
            | STATUS_UPDATE_ON_COMPLETION | SERIALIZE_TRANSFER | NULL_TRANSFER;

    private final ChannelPort port;
    private final CopyEngine copier;
    private final SmallCopies small;
    private final NetDmaVersion version;
    private final long maximumTransferSize;
    private final boolean dca;

    TransferUnit(ChannelPort port, CopyEngine copier, EngineOptions options) {
        this.port = port;
        this.copier = copier;
        this.version = options.version();
        this.maximumTransferSize = options.maximumTransferSize();
        this.small = copier.smallCopies(port, maximumTransferSize);
        this.dca = options.dca();
    }

    /** {@return the short way for small copies} */
    SmallCopies small() {
        return small;
    }

    /**
     * Does one descriptor.
     *
     * @param ring         the bytes that hold it
     * @param at           where it is
     * @param sizeAndFlags its transfer size and control flags, as they lie there
     */
    FaultCode transfer(ByteBuffer ring, int at, long sizeAndFlags) {
        int flags = (int) (sizeAndFlags >>> Integer.SIZE);
        long size = (flags & NULL_TRANSFER) == 0 ? sizeAndFlags & 0xFFFF_FFFFL : 0;
        return (flags & ~SIMPLE_FLAGS) == 0
                ? transfer(source(ring, at), destination(ring, at), size)
                : special(ring, at, flags, size);
    }

    /**
     * Does a standard transfer without page breaks.
     *
     * @param source      address
     * @param destination address
     * @param size        in bytes; 0 moves nothing, and no address is looked at [XFR-9]
     */
    private FaultCode transfer(long source, long destination, long size) {
        if (size == 0) {
            return FaultCode.NONE;
        }
        if (size > maximumTransferSize) {
            return FaultCode.TRANSFER_SIZE;
        }
        return copier.copy(source, destination, size);
    }

    /**
     * Does what has flags that only some versions know: page breaks, context changes; or finds them illegal.
     *
     * @param ring  the bytes that hold the descriptor
     * @param at    where it is
     * @param flags its control flags
     * @param size  in bytes, 0 for a null transfer
     */
    private FaultCode special(ByteBuffer ring, int at, int flags, long size) {
        if (ControlFlags.illegalFor(flags, version) != 0) {
            return FaultCode.CONTROL_FLAGS;
        }
        if ((flags & OP_TYPE_MASK) != 0) {
            return changeContext(ring, at, flags);
        }
        if (dca && (flags & DESTINATION_DCA_ENABLE) != 0 && size > 0) {
            port.dcaHint();
        }
        if ((flags & (SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK)) == 0 || size == 0) {
            return transfer(source(ring, at), destination(ring, at), size);
        }
        if (size > maximumTransferSize) {
            return FaultCode.TRANSFER_SIZE;
        }
        return copier.copyBroken(source(ring, at), destination(ring, at), size, flags,
                ring.getLong(at + DescriptorLayout.NEXT_SOURCE_ADDRESS),
                ring.getLong(at + DescriptorLayout.NEXT_DESTINATION_ADDRESS));
    }

    /** Keeps the target of cache hints until the next change [DCA-2]. Other engines never get to see one [DCA-1]. */
    private FaultCode changeContext(ByteBuffer ring, int at, int flags) {
        if (!dca) {
            return FaultCode.CONTROL_FLAGS;
        }
        if ((flags & DCA_CONTEXT_CHANGE) != 0) {
            port.dcaTarget(Integer.toUnsignedLong(ring.getInt(at + DescriptorLayout.DCA_CONTEXT)));
        }
        return FaultCode.NONE;
    }

    private static long source(ByteBuffer ring, int at) {
        return ring.getLong(at + DescriptorLayout.SOURCE_ADDRESS);
    }

    private static long destination(ByteBuffer ring, int at) {
        return ring.getLong(at + DescriptorLayout.DESTINATION_ADDRESS);
    }

    /** Forgets what it knows of memory. */
    void invalidate() {
        copier.invalidate();
    }
}
