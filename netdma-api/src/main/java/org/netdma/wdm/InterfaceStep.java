// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Objects;

/**
 * One step between the driver of a device and an interface, such as NetDMA, that drivers register with.
 *
 * @param interfaceName for people, such as {@code NetDMA interface}
 * @param direction     who speaks
 * @param routine       what is called or answered, such as {@code NetDmaRegisterProvider}
 * @param status        of an answer; SUCCESS for a call
 */
public record InterfaceStep(String interfaceName, Direction direction, String routine, NtStatus status) {

    /** Who speaks to whom. */
    public enum Direction {
        /** The driver calls the interface. */
        DRIVER_CALLS,
        /** The interface answers that call. */
        INTERFACE_ANSWERS,
        /** The interface calls the driver. */
        INTERFACE_CALLS,
        /** The driver answers that call. */
        DRIVER_ANSWERS
    }

    public InterfaceStep {
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(routine);
        Objects.requireNonNull(status);
    }
}
