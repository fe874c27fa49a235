// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import org.netdma.NetDmaVersion;

/**
 * How an engine is built.
 *
 * @param version             1.x engines follow null-terminated chains [XFR-3], 2.0 engines count [XFR-4]
 * @param channels            1 to {@link RegisterMap#MAXIMUM_CHANNELS}
 * @param maximumTransferSize of one descriptor, in bytes
 * @param maximumAddress      largest physical address it reaches
 * @param dca                 whether it understands context changes [DCA-1]; 2.0 engines only
 * @param idlePolicy          what it does while there is nothing to do
 * @param interruptDelayNanos longest time that an interrupt is held back while copies go on; 0 for not at all
 */
public record EngineOptions(NetDmaVersion version, int channels, long maximumTransferSize, long maximumAddress,
        boolean dca, IdlePolicy idlePolicy, long interruptDelayNanos) {

    /** {@return the same engine with another number of channels} */
    public EngineOptions withChannels(int count) {
        return new EngineOptions(version, count, maximumTransferSize, maximumAddress, dca, idlePolicy,
                interruptDelayNanos);
    }
}
