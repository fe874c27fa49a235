// SPDX-License-Identifier: Apache-2.0
package org.netdma;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/**
 * Thrown by the control calls of the NetDMA interface: registration, channel allocation, memory, waiting. The message
 * names the thing, the contract rule, and the way out. The data path never throws it; it returns a
 * {@link org.netdma.client.Refusal} code instead.
 */
public class NetDmaException extends NtStatusException {

    private static final long serialVersionUID = 1L;

    /**
     * @param status  the reason, never a success status
     * @param rule    the contract rule that was not met, such as {@code "REG-3"}
     * @param message what was refused and what to do about it, without the rule and the status
     */
    public NetDmaException(NtStatus status, String rule, String message) {
        super(status, rule, message);
    }

    /**
     * @param status  the reason, never a success status
     * @param rule    the contract rule that was not met
     * @param message what was refused and what to do about it
     * @param cause   what led to it
     */
    public NetDmaException(NtStatus status, String rule, String message, Throwable cause) {
        super(status, rule, message, cause);
    }
}
