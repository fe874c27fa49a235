// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

/** The state of a registered provider. */
public enum ProviderState {
    /** Registered, not started: takes no requests [REG-7]. */
    REGISTERED,
    /** Takes requests. */
    STARTED,
    /** Waits for outstanding copies, takes nothing new [STO-1]. */
    STOPPING,
    /** Its device is in low power, or on the way there: takes nothing until it is powered up [PWR-1]. */
    POWERED_DOWN
}
