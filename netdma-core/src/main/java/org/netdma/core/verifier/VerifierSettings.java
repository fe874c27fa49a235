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
 * @param sampleEvery   one copy of so many has its bytes looked at, 1 or more
 */
public record VerifierSettings(VerifierMode mode, Map<String, VerifierMode> ownModes, Duration callbackLimit,
        int sampleEvery) {

    /** What holds when nothing is configured. */
    public static final VerifierSettings DEFAULT =
            new VerifierSettings(VerifierMode.OFF, Map.of(), Duration.ofSeconds(2), 16);

    public VerifierSettings {
        ownModes = Map.copyOf(ownModes);
        sampleEvery = Math.max(1, sampleEvery);
    }

    /** {@return the same, with another mode} */
    public VerifierSettings withMode(VerifierMode other) {
        return new VerifierSettings(other, ownModes, callbackLimit, sampleEvery);
    }

    /** {@return the same, with other modes of drivers and client bundles} */
    VerifierSettings withOwnModes(Map<String, VerifierMode> others) {
        return new VerifierSettings(mode, others, callbackLimit, sampleEvery);
    }
}
