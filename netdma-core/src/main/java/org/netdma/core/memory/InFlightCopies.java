// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

/** Knows what engines are at work on. Asked on the control path only. */
@FunctionalInterface
public interface InFlightCopies {

    /** No engine is at work on the window. */
    long NONE = -1;

    /**
     * Returns how far the engines have got that may still read or write a window. A submission that began before the
     * region started to close counts as in flight.
     *
     * @return a number, 0 or more, that changes with each step of such an engine, or {@link #NONE}
     */
    long progressOn(long windowId);

    /** {@return whether an engine may still read or write the window} */
    default boolean touch(long windowId) {
        return progressOn(windowId) != NONE;
    }
}
