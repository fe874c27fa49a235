// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.DescriptorLayout.PAGE_SIZE;

/** One side of a transfer that goes piece by piece: where it is, and where it jumps to [XFR-12]. Engine thread only. */
final class BusCursor {

    /** Within a page: low bits of an address. */
    static final long PAGE_OFFSET = PAGE_SIZE - 1;

    private static final long NEVER = Long.MAX_VALUE;

    private final IotlbEntry window;
    private long address;
    private long untilJump;
    private long nextPage;
    private int offset;

    BusCursor(IotlbEntry window) {
        this.window = window;
    }

    /** Begins a side that runs straight on. */
    void begin(long from) {
        address = from;
        untilJump = NEVER;
    }

    /** Begins a side that goes on at another page once its first one ends. */
    void begin(long from, long next) {
        address = from;
        untilJump = PAGE_SIZE - (from & PAGE_OFFSET);
        nextPage = next;
    }

    /** {@return whether the engine reaches the byte it is at} */
    boolean locate() {
        offset = window.locateAny(address, 1);
        return offset >= 0;
    }

    /** {@return whether the engine reaches that byte, but may not write it} */
    boolean isReadOnly() {
        return window.isReadOnly(address);
    }

    /** {@return where that byte is, in the bytes of its window} */
    int offset() {
        return offset;
    }

    /** {@return how many bytes follow without a jump or another window, itself included} */
    long straight() {
        return Math.min(untilJump, window.rest(offset));
    }

    /** Goes on by at most {@link #straight()} bytes. */
    void advance(long bytes) {
        address += bytes;
        if (untilJump != NEVER) {
            untilJump -= bytes;
            if (untilJump == 0) {
                begin(nextPage);
            }
        }
    }
}
