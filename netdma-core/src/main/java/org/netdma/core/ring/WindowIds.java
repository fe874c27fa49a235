// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.ring;

/**
 * The windows that one side of a transfer names, in one UserContext field of its descriptor: low 32 bits the window of
 * the first byte, high 32 bits the window in which it goes on after a page break. 0 is no window, so the id of a plain
 * copy's window is its own pair.
 */
public final class WindowIds {

    private static final int SHIFT = 32;

    private WindowIds() {
    }

    /** {@return the pair of these two} */
    public static long pair(long first, long next) {
        return first | next << SHIFT;
    }

    /** {@return the window of the first byte} */
    static long first(long pair) {
        return pair & 0xFFFF_FFFFL;
    }

    /** {@return the window after the page break} */
    static long next(long pair) {
        return pair >>> SHIFT;
    }

    /** {@return whether one of the two is this window} */
    static boolean contains(long pair, long windowId) {
        return first(pair) == windowId || next(pair) == windowId;
    }
}
