// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/**
 * Which optional entry points the channels of an engine offer. The hardware can do all of it; a person may want to see
 * how the interface gets along without.
 *
 * @param suspend SuspendDma and ResumeDma [XFR-6]
 * @param abort   AbortDma [XFR-7]
 * @param reset   ResetChannel [XFR-8]
 */
record ChannelAbilities(boolean suspend, boolean abort, boolean reset) {

    /**
     * Reads the parameters of the same names.
     *
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter, value and what is legal
     */
    static ChannelAbilities read(RegistryPath registry) throws NtStatusException {
        return new ChannelAbilities(registry.flag("suspend", true), registry.flag("abort", true),
                registry.flag("reset", true));
    }
}
