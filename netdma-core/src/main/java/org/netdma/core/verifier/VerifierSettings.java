// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import java.time.Duration;
import java.util.Map;
import org.netdma.wdm.verifier.VerifierMode;

/**
 * What a person can configure of the verifier.
 *
 * @param mode          of whoever has none of its own
 * @param ownModes      of drivers and client bundles, by name
 * @param callbackLimit how long a callback may take
 */
public record VerifierSettings(VerifierMode mode, Map<String, VerifierMode> ownModes, Duration callbackLimit) {

    /** What holds when nothing is configured. */
    public static final VerifierSettings DEFAULT =
            new VerifierSettings(VerifierMode.OFF, Map.of(), Duration.ofSeconds(2));

    public VerifierSettings {
        ownModes = Map.copyOf(ownModes);
    }

    /** {@return the same, with another mode} */
    public VerifierSettings withMode(VerifierMode other) {
        return new VerifierSettings(other, ownModes, callbackLimit);
    }

    /** {@return the same, with other modes of drivers and client bundles} */
    VerifierSettings withOwnModes(Map<String, VerifierMode> others) {
        return new VerifierSettings(mode, others, callbackLimit);
    }
}
