// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.OptionalInt;

/**
 * Whose a channel is.
 *
 * @param provider     number of the provider
 * @param providerName for people
 * @param number       of the channel, among those of its provider
 * @param client       name of the client
 * @param cpu          that runs its completions
 * @param dcaTarget    APIC id of that CPU; empty for an engine without direct cache access [DCA-1]
 * @param priority     granted and requested [CHN-5]
 */
public record ChannelIdentity(long provider, String providerName, int number, String client, int cpu,
        OptionalInt dcaTarget, ChannelPriority priority) {

    @Override
    public String toString() {
        return "channel %d of %s, used by %s".formatted(number, providerName, client);
    }
}
