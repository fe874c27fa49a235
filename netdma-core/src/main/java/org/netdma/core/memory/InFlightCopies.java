// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.memory;

/** Knows what engines are at work on. Asked on the control path only. */
@FunctionalInterface
public interface InFlightCopies {

    /**
     * {@return whether an engine may still read or write the window of this id. A submission that has begun before the
     * region started to close counts as in flight}
     */
    boolean touch(long windowId);
}
