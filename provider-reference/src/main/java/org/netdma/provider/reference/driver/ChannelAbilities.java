// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import org.netdma.provider.reference.hw.RegisterMap;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.RegistryPath;

/**
 * What the channels of an engine can do beyond copying: optional entry points, and priorities. The hardware can do all of
 * it; a person may want to see how the interface gets along without.
 *
 * @param suspend    SuspendDma and ResumeDma [XFR-6]
 * @param abort      AbortDma [XFR-7]
 * @param reset      ResetChannel [XFR-8]
 * @param priorities a channel can be more urgent than others [CHN-5]
 */
record ChannelAbilities(boolean suspend, boolean abort, boolean reset, boolean priorities) {

    /**
     * Reads the parameters of the same names.
     *
     * @throws NtStatusException INVALID_PARAMETER, naming PID, parameter, value and what is legal
     */
    static ChannelAbilities read(RegistryPath registry) throws NtStatusException {
        return new ChannelAbilities(registry.flag("suspend", true), registry.flag("abort", true),
                registry.flag("reset", true), registry.flag("priorities", true));
    }

    /** {@return the priority nearest to the one asked for that a channel can have [CHN-5]} */
    int clip(int priority) {
        return priorities ? Math.max(0, Math.min(priority, RegisterMap.HIGHEST_PRIORITY)) : 0;
    }
}
