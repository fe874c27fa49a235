// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import org.netdma.wdm.NtStatus;

/** The outcome of a channel allocation. */
public sealed interface ChannelAllocation {

    /**
     * A channel was allocated.
     *
     * @param channel the channel context [CHN-4]
     * @param cpu     the CPU its interrupt DPC goes to [CHN-2], counted over all groups: 64 * group + bit of the mask;
     *                CpuNumber of the Windows parameters
     */
    record Allocated(ProviderChannel channel, int cpu) implements ChannelAllocation {
    }

    /**
     * No channel was allocated, and nothing is left of the attempt [CHN-3].
     *
     * @param status why: INSUFFICIENT_RESOURCES when all channels are taken
     */
    record Refused(NtStatus status) implements ChannelAllocation {
    }
}
