// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

/**
 * What a {@link DescriptorWalker} writes for each descriptor, with two cache lines of nothing on either side: no field
 * that a submitting thread reads shares a line with it. Superclass fields come first in memory, which fixes the order.
 */
final class WalkerState {

    private WalkerState() {
    }

    /** The padding in front. */
    abstract static class Before {
        long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;
    }

    /** The fields. */
    abstract static class Fields extends Before {
        /** CHAN_CONTROL as last obeyed. */
        long acknowledged;
        /** DESCRIPTOR_COUNT up to which descriptors are done [XFR-4]. */
        long taken;
        /** DESCRIPTOR_COUNT when the link of the last descriptor was last read [XFR-3]. */
        long seenDoorbell;
        /** The descriptor to process next; 0 at the end of a 1.x chain. */
        long next;
        /** The newest descriptor done since START, or 0. */
        long last;
    }

    /** The padding behind. */
    abstract static class Padded extends Fields {
        long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
    }
}
