// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.verifier;

import java.util.Objects;

/**
 * How often somebody broke a rule in a call.
 *
 * @param latest the violation seen last
 * @param mode   the strictest mode that held when one of them was seen
 * @param times  how many of the same rule, driver, device and call there were, 1 or more
 */
public record ViolationCount(Violation latest, VerifierMode mode, long times) {

    public ViolationCount {
        Objects.requireNonNull(latest);
        Objects.requireNonNull(mode);
    }
}
