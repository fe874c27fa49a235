// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

/** The state of an allocated channel. */
public enum ChannelState {
    /** Waits for its first StartDma after allocation or reset. */
    ARMED,
    /** Takes copies. */
    ACTIVE,
    /** Stands still between suspend and resume [XFR-6]. */
    SUSPENDED,
    /** Its provider is in low power [PWR-1]. */
    POWERED_DOWN,
    /** A copy failed, or the channel was aborted; waits for reset. */
    HALTED,
    /** Waits for outstanding copies, takes nothing new. */
    CLOSING,
    /** Closed by the client. */
    CLOSED,
    /** Taken away because the provider stopped. */
    REMOVED
}
