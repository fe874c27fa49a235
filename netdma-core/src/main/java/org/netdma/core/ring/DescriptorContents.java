// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

import java.nio.ByteBuffer;
import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.DescriptorLayout;

/**
 * What a descriptor says, apart from its link: the part that moves from slot to slot when a suspended chain is edited
 * [XFR-6]. Written plainly; the engine reads it after ResumeDma, which orders as StartDma does.
 */
final class DescriptorContents {

    private static final int REPORTS = ControlFlags.INTERRUPT_ON_COMPLETION | ControlFlags.STATUS_UPDATE_ON_COMPLETION
            | ControlFlags.SERIALIZE_TRANSFER;

    private static final int[] FIELDS = {DescriptorLayout.TRANSFER_SIZE, DescriptorLayout.SOURCE_ADDRESS,
            DescriptorLayout.DESTINATION_ADDRESS, DescriptorLayout.USER_CONTEXT_1, DescriptorLayout.USER_CONTEXT_2};
    /** In 1.x the bytes of the next addresses are the engine's or driver's own, and stay in their slot. */
    private static final int[] FIELDS_2_0 = {DescriptorLayout.TRANSFER_SIZE, DescriptorLayout.SOURCE_ADDRESS,
            DescriptorLayout.DESTINATION_ADDRESS, DescriptorLayout.NEXT_SOURCE_ADDRESS,
            DescriptorLayout.NEXT_DESTINATION_ADDRESS, DescriptorLayout.USER_CONTEXT_1,
            DescriptorLayout.USER_CONTEXT_2};

    private final ByteBuffer memory;
    private final int[] fields;
    private final long[] loaded;

    DescriptorContents(ByteBuffer memory, boolean counted) {
        this.memory = memory;
        fields = counted ? FIELDS_2_0 : FIELDS;
        loaded = new long[fields.length];
    }

    /** Remembers the contents of a descriptor. */
    void load(int from) {
        for (int i = 0; i < fields.length; i++) {
            loaded[i] = memory.getLong(from + fields[i]);
        }
    }

    /** Writes the contents remembered. */
    void store(int to) {
        for (int i = 0; i < fields.length; i++) {
            memory.putLong(to + fields[i], loaded[i]);
        }
    }

    /** Copies the contents of a descriptor to another. */
    void move(int from, int to) {
        for (int field : fields) {
            memory.putLong(to + field, memory.getLong(from + field));
        }
    }

    /** Makes a descriptor move nothing, and complete and report as before [XFR-9]. */
    void clear(int at) {
        int flags = memory.getInt(at + DescriptorLayout.CONTROL_FLAGS) & REPORTS | ControlFlags.NULL_TRANSFER;
        for (int field : fields) {
            memory.putLong(at + field, 0);
        }
        memory.putInt(at + DescriptorLayout.CONTROL_FLAGS, flags);
    }
}
