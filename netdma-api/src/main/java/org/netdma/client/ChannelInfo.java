// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

/**
 * An allocated channel, as it was at one moment.
 *
 * @param provider          number of the provider, see {@link ProviderInfo#number()}
 * @param number            of the channel, unique among those of its provider, from 0
 * @param client            name of the client that has it
 * @param state             whether it takes copies
 * @param cpu               that runs its completions
 * @param priority          granted by the engine, from 0 to {@code requestedPriority}; 0 is normal, and all that an engine
 *                          without priorities has. Channels of higher priority are served first and more often; none
 *                          is kept from its turn [CHN-5]
 * @param requestedPriority that the client asked for, see {@link ChannelRequest#priority()}
 * @param ringCapacity      entries of its ring
 * @param submitted         descriptors submitted so far, not counting those that the interface adds itself
 * @param completed         of them, done
 * @param failed            of them, failed or not attempted
 */
public record ChannelInfo(long provider, int number, String client, ChannelState state, int cpu, int priority,
        int requestedPriority, int ringCapacity, long submitted, long completed, long failed) {
}
