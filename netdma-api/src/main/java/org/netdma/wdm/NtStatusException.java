// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm;

import java.util.Objects;

/**
 * A refused control call: a status, the contract rule behind it, and a message that names the thing and the way out.
 * It is checked because engines come and go: whoever calls can always meet it.
 */
public class NtStatusException extends Exception {

    private static final long serialVersionUID = 1L;

    private final NtStatus status;
    private final String rule;

    /**
     * @param status  the reason, never a success status
     * @param rule    the contract rule that was not met, such as {@code "PNP-1"}
     * @param message what was refused and what to do about it, without the rule and the status
     */
    public NtStatusException(NtStatus status, String rule, String message) {
        this(status, rule, message, null);
    }

    /**
     * @param status  the reason, never a success status
     * @param rule    the contract rule that was not met
     * @param message what was refused and what to do about it
     * @param cause   what led to it, or null
     */
    public NtStatusException(NtStatus status, String rule, String message, Throwable cause) {
        super("%s [%s] %s".formatted(message, rule, status), cause);
        this.status = Objects.requireNonNull(status);
        this.rule = Objects.requireNonNull(rule);
    }

    /** {@return the reason, never a success status} */
    public NtStatus status() {
        return status;
    }

    /** {@return the contract rule that was not met, such as {@code "REG-3"}} */
    public String rule() {
        return rule;
    }
}
