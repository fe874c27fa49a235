// SPDX-License-Identifier: Apache-2.0
package org.netdma.fault;

import java.util.Locale;

/** What can go wrong on purpose; the records of {@link Fault} have the details. */
public enum FaultKind {
    /** The engine fails a descriptor. */
    ENGINE_ERROR,
    /** The engine never begins a descriptor. */
    HANG,
    /** The engine takes longer for each descriptor. */
    SLOW,
    /** The engine writes a wrong byte, and says that all is well. */
    CORRUPTION,
    /** Interrupts of the engine do not arrive. */
    LOST_INTERRUPT,
    /** The engine interrupts without cause. */
    SPURIOUS_INTERRUPT,
    /** The driver allocates no channel. */
    ALLOCATION_FAILURE,
    /** An entry point of the driver throws. */
    DRIVER_EXCEPTION;

    /** {@return the kind as people type it, such as {@code engine-error}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
