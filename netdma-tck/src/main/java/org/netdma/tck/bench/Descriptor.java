// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import static org.netdma.descriptor.DescriptorLayout.CONTROL_FLAGS;
import static org.netdma.descriptor.DescriptorLayout.DESTINATION_ADDRESS;
import static org.netdma.descriptor.DescriptorLayout.NEXT_DESTINATION_ADDRESS;
import static org.netdma.descriptor.DescriptorLayout.NEXT_SOURCE_ADDRESS;
import static org.netdma.descriptor.DescriptorLayout.SOURCE_ADDRESS;
import static org.netdma.descriptor.DescriptorLayout.TRANSFER_SIZE;
import static org.netdma.descriptor.DescriptorLayout.USER_CONTEXT_1;
import static org.netdma.descriptor.DescriptorLayout.USER_CONTEXT_2;

import java.nio.ByteBuffer;
import org.netdma.descriptor.ControlFlags;

/**
 * What a descriptor asks for; its link is the ring's business.
 *
 * @param size            bytes to move
 * @param flags           its {@link ControlFlags}
 * @param source          address of the first byte to read
 * @param destination     address of the first byte to write
 * @param nextSource      where the source goes on after a page break
 * @param nextDestination where the destination goes on after a page break
 */
public record Descriptor(int size, int flags, long source, long destination, long nextSource, long nextDestination) {

    private static final long USER_CONTEXT = 0x5EED_C0DE_0000_0000L;

    /** {@return a plain copy} */
    public static Descriptor copy(long source, long destination, int size, int flags) {
        return new Descriptor(size, flags, source, destination, 0, 0);
    }

    /** {@return a null transfer whose size and addresses are nonsense: they need not be looked at [XFR-9]} */
    public static Descriptor nullTransfer(int flags) {
        return new Descriptor(0x5EAD_BEEF, flags | ControlFlags.NULL_TRANSFER, 0x7BAD_0000_0000_0001L,
                0x7BAD_0000_0000_0003L, 0, 0);
    }

    /** {@return the same with further flags} */
    public Descriptor with(int more) {
        return new Descriptor(size, flags | more, source, destination, nextSource, nextDestination);
    }

    void writeTo(ByteBuffer ring, int at, boolean counted) {
        ring.putInt(at + TRANSFER_SIZE, size);
        ring.putInt(at + CONTROL_FLAGS, flags);
        ring.putLong(at + SOURCE_ADDRESS, source);
        ring.putLong(at + DESTINATION_ADDRESS, destination);
        if (counted) {
            ring.putLong(at + NEXT_SOURCE_ADDRESS, nextSource);
            ring.putLong(at + NEXT_DESTINATION_ADDRESS, nextDestination);
        }
        ring.putLong(at + USER_CONTEXT_1, USER_CONTEXT | at);
        ring.putLong(at + USER_CONTEXT_2, ~(USER_CONTEXT | at));
    }

    /** {@return whether the engine left alone what is not its own: all, but the reserved fields of 1.x} */
    boolean isUnchanged(ByteBuffer ring, int at, boolean counted) {
        return ring.getInt(at + TRANSFER_SIZE) == size && ring.getInt(at + CONTROL_FLAGS) == flags
                && ring.getLong(at + SOURCE_ADDRESS) == source && ring.getLong(at + DESTINATION_ADDRESS) == destination
                && (!counted || ring.getLong(at + NEXT_SOURCE_ADDRESS) == nextSource
                        && ring.getLong(at + NEXT_DESTINATION_ADDRESS) == nextDestination)
                && ring.getLong(at + USER_CONTEXT_1) == (USER_CONTEXT | at)
                && ring.getLong(at + USER_CONTEXT_2) == ~(USER_CONTEXT | at);
    }
}
