// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.time.Duration;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/**
 * How long the driver waits for its engine [STO-4].
 *
 * @param command   until it obeys a command; it looks up after each descriptor, so a longer silence is a hang
 * @param powerDown until it stands still without power
 */
record EngineLimits(Duration command, Duration powerDown) {

    static final long DEFAULT_COMMAND_MILLIS = 2_000;
    static final long DEFAULT_POWER_DOWN_MILLIS = 5_000;

    private static final long MOST_MILLIS = 60_000;

    /**
     * Reads the parameters commandLimitMillis and powerDownLimitMillis.
     *
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter, value and what is legal
     */
    static EngineLimits read(RegistryPath registry) throws NtStatusException {
        return new EngineLimits(
                Duration.ofMillis(registry.integer("commandLimitMillis", DEFAULT_COMMAND_MILLIS, 1, MOST_MILLIS)),
                Duration.ofMillis(registry.integer("powerDownLimitMillis", DEFAULT_POWER_DOWN_MILLIS, 1, MOST_MILLIS)));
    }
}
