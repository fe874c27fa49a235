// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import org.netdma.wdm.NtStatus;

/** The outcome of a channel allocation. */
public sealed interface ChannelAllocation {

    /**
     * A channel was allocated.
     *
     * @param channel  the channel context [CHN-4]
     * @param cpu      the CPU its interrupt DPC goes to [CHN-2], counted over all groups: 64 * group + bit of the mask;
     *                 CpuNumber of the Windows parameters
     * @param priority the priority granted [CHN-5]: from 0, normal, to {@link ChannelParameters#channelPriority()}. The
     *                 engine serves channels of higher priority first and more often, but each channel with work gets
     *                 its turn after a bounded number of others. An engine without priorities grants 0
     */
    record Allocated(ProviderChannel channel, int cpu, int priority) implements ChannelAllocation {

        /** A channel of normal priority, whatever was asked for: that of an engine without priorities. */
        public Allocated(ProviderChannel channel, int cpu) {
            this(channel, cpu, 0);
        }
    }

    /**
     * No channel was allocated, and nothing is left of the attempt [CHN-3].
     *
     * @param status why: INSUFFICIENT_RESOURCES when all channels are taken
     */
    record Refused(NtStatus status) implements ChannelAllocation {
    }
}
