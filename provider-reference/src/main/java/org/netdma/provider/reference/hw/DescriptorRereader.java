// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_MASK;
import static org.netdma.descriptor.ControlFlags.STATUS_UPDATE_ON_COMPLETION;
import static org.netdma.descriptor.DescriptorLayout.LONG;

import java.nio.ByteBuffer;
import org.netdma.descriptor.DescriptorLayout;

/**
 * Looks at a descriptor besides the one look that doing it takes: above all once more at one that is done, which keeps
 * its place in the chain until others behind it are done too. Engine thread only.
 */
final class DescriptorRereader {

    private final IotlbEntry descriptors;

    DescriptorRereader(IotlbEntry descriptors) {
        this.descriptors = descriptors;
    }

    /** {@return where it links to by now; itself if it is gone, which the next step finds out} */
    long link(long descriptor) {
        int at = descriptors.locateAny(descriptor, DescriptorLayout.SIZE);
        if (at < 0) {
            return descriptor;
        }
        long link = link(descriptors.bytes(), at);
        descriptors.checkAccess();
        return link;
    }

    /** {@return NextDescriptor; acquire: counterpart of the interface's release when it appends to a 1.x chain} */
    static long link(ByteBuffer ring, int at) {
        return (long) LONG.getAcquire(ring, at + DescriptorLayout.NEXT_DESCRIPTOR);
    }

    /** {@return whether it asked for the completion word; in a context change the bit means nothing} */
    boolean wantsStatus(long descriptor) {
        return (flags(descriptor) & (OP_TYPE_MASK | STATUS_UPDATE_ON_COMPLETION)) == STATUS_UPDATE_ON_COMPLETION;
    }

    /** {@return whether it moves bytes: it is neither a context change nor a null transfer [XFR-9]} */
    boolean movesBytes(long descriptor) {
        return (flags(descriptor) & (OP_TYPE_MASK | NULL_TRANSFER)) == 0
                && field(descriptor, DescriptorLayout.TRANSFER_SIZE) != 0;
    }

    private int flags(long descriptor) {
        return field(descriptor, DescriptorLayout.CONTROL_FLAGS);
    }

    /** {@return 32 bits of a descriptor; 0 if it is gone} */
    private int field(long descriptor, int offset) {
        int at = descriptors.locateAny(descriptor, DescriptorLayout.SIZE);
        if (at < 0) {
            return 0;
        }
        int value = descriptors.bytes().getInt(at + offset);
        descriptors.checkAccess();
        return value;
    }
}
