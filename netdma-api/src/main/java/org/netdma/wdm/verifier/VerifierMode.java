// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.verifier;

/** How closely a driver or client is watched, and what follows when it breaks a rule. */
public enum VerifierMode {
    /** It is not watched, and nothing is spent on watching it. */
    OFF,
    /** It is watched; what it does wrong is logged and counted, and goes on. */
    WARN,
    /**
     * It is watched and stopped: the device of a driver that breaks a rule fails with problem 43 and its engine gives
     * out no more channels; the call of a client that breaks one is refused, or its channel closed.
     */
    STRICT
}
