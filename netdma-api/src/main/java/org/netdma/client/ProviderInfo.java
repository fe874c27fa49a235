// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import java.util.Set;
import org.netdma.NetDmaVersion;
import org.netdma.provider.ProviderFlag;

/**
 * A registered provider, as it was at one moment. Attributes of a provider that was never started are 0.
 *
 * @param number              counts registrations since the interface started, from 1; never used twice
 * @param friendlyName        for people
 * @param instanceId          of its device
 * @param version             of NetDMA it is written for
 * @param state               whether it takes requests
 * @param flags               abilities it declared
 * @param maxChannels         the most channels it can have
 * @param channels            channels it has
 * @param channelsInUse       of them, allocated
 * @param maximumTransferSize of one descriptor, in bytes
 * @param maximumAddressSpace largest physical address it can reach
 * @param vendorId            PCI vendor
 * @param hwVersion           hardware version, such as {@code 1.0}
 */
public record ProviderInfo(long number, String friendlyName, String instanceId, NetDmaVersion version,
        ProviderState state, Set<ProviderFlag> flags, int maxChannels, int channels, int channelsInUse,
        long maximumTransferSize, long maximumAddressSpace, int vendorId, String hwVersion) {

    public ProviderInfo {
        flags = Set.copyOf(flags);
    }
}
