// SPDX-License-Identifier: Apache-2.0
package org.netdma.descriptor;

import org.netdma.NetDmaVersion;

/** The control flags of a descriptor. Bits not named here are reserved and zero. */
public final class ControlFlags {

    /** Raise the channel's interrupt after this descriptor. */
    public static final int INTERRUPT_ON_COMPLETION = 0x001;
    /** In a context-change descriptor, the same bit: the DCA target changes. */
    public static final int DCA_CONTEXT_CHANGE = 0x001;
    /** Hint: the source need not be looked for in caches. */
    public static final int SOURCE_NO_SNOOP = 0x002;
    /** Hint: the destination need not be looked for in caches. */
    public static final int DESTINATION_NO_SNOOP = 0x004;
    /** Write the completion word after this descriptor. */
    public static final int STATUS_UPDATE_ON_COMPLETION = 0x008;
    /** Fence: all writes of this descriptor, data and status, are visible before the next one's data is read. */
    public static final int SERIALIZE_TRANSFER = 0x010;
    /** Move nothing, complete as usual; size and addresses are not looked at [XFR-9]. */
    public static final int NULL_TRANSFER = 0x020;
    /** 2.0: the source goes on at NextSourceAddress once its first page ends. */
    public static final int SOURCE_PAGE_BREAK = 0x040;
    /** 2.0: the destination goes on at NextDestinationAddress once its first page ends. */
    public static final int DESTINATION_PAGE_BREAK = 0x080;
    /** 2.0: send a DCA hint for the destination; an engine without DCA ignores it. */
    public static final int DESTINATION_DCA_ENABLE = 0x200;
    /** 2.0: the operation type; 0 is a standard transfer, all bits set a context change. */
    public static final int OP_TYPE_MASK = 0xFF00_0000;
    /** 2.0: this is a context-change descriptor. */
    public static final int OP_TYPE_CONTEXT_CHANGE = 0xFF00_0000;

    private static final int ALL_1_X = 0x03F;
    private static final int ALL_2_0 = ALL_1_X | SOURCE_PAGE_BREAK | DESTINATION_PAGE_BREAK | DESTINATION_DCA_ENABLE;

    private ControlFlags() {
    }

    /**
     * {@return the bits of {@code flags} that a descriptor for a provider of this version must not have; 0 when all are
     * legal}
     */
    public static int illegalFor(int flags, NetDmaVersion version) {
        if (!version.isAtLeast(NetDmaVersion.V2_0)) {
            return flags & ~ALL_1_X;
        }
        return (flags & OP_TYPE_MASK) == OP_TYPE_CONTEXT_CHANGE
                ? flags & ~(OP_TYPE_CONTEXT_CHANGE | DCA_CONTEXT_CHANGE)
                : flags & ~ALL_2_0;
    }
}
