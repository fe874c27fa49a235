// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

/**
 * A call by which a driver broke the contract.
 *
 * @param rule  the rule, such as {@code "PNP-9"}
 * @param what  what the driver did, and what it should have done
 * @param where the call's stack
 */
public record Violation(String rule, String what, Throwable where) {

    @Override
    public String toString() {
        return "[%s] %s".formatted(rule, what);
    }
}
