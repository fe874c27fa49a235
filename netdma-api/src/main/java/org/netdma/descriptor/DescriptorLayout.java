// SPDX-License-Identifier: Apache-2.0
package org.netdma.descriptor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the fields of a descriptor are. A descriptor is 64 bytes, little-endian, and starts at a physical address that
 * is a multiple of 64: the low 6 bits of its address are free for the {@link CompletionWord}.
 *
 * <pre>
 *   0 TransferSize   4 ControlFlags   8 SourceAddress   16 DestinationAddress
 *  24 NextDescriptor 32 Reserved1 or NextSourceAddress  40 Reserved2 or NextDestinationAddress
 *  48 UserContext1   56 UserContext2
 * </pre>
 *
 * <p>Windows: NET_DMA_DESCRIPTOR.
 */
public final class DescriptorLayout {

    /** Bytes of a descriptor, and its alignment. */
    public static final int SIZE = 64;
    /** Bytes to move, 32 bits unsigned. */
    public static final int TRANSFER_SIZE = 0;
    /** {@code DCAContext} of a context-change descriptor: the target CPU's APIC id, in place of the transfer size. */
    public static final int DCA_CONTEXT = 0;
    /** {@link ControlFlags}, 32 bits. */
    public static final int CONTROL_FLAGS = 4;
    /** Physical address of the first byte to read. */
    public static final int SOURCE_ADDRESS = 8;
    /** Physical address of the first byte to write. */
    public static final int DESTINATION_ADDRESS = 16;
    /** Physical address of the next descriptor; 0 ends a 1.x chain [XFR-3], never 0 in a 2.0 chain [XFR-4]. */
    public static final int NEXT_DESCRIPTOR = 24;
    /** 1.x: the engine's or driver's own. */
    public static final int RESERVED_1 = 32;
    /** 2.0: where the source goes on after its first page, page aligned [XFR-12]. */
    public static final int NEXT_SOURCE_ADDRESS = 32;
    /** 1.x: the engine's or driver's own. */
    public static final int RESERVED_2 = 40;
    /** 2.0: where the destination goes on after its first page, page aligned [XFR-12]. */
    public static final int NEXT_DESTINATION_ADDRESS = 40;
    /** The interface's own. */
    public static final int USER_CONTEXT_1 = 48;
    /** The interface's own. */
    public static final int USER_CONTEXT_2 = 56;

    /** Bytes of a page, for page breaks. */
    public static final int PAGE_SIZE = 4096;

    /** 32-bit fields of a descriptor in a buffer, for plain and ordered access. */
    public static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** 64-bit fields of a descriptor, and the completion word, in a buffer, for plain and ordered access. */
    public static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private DescriptorLayout() {
    }

    /** {@return whether a descriptor may start at this physical address} */
    public static boolean isAligned(long physicalAddress) {
        return (physicalAddress & (SIZE - 1)) == 0;
    }
}
