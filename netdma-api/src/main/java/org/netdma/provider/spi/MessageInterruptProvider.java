// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import java.util.List;
import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine whose channels interrupt by MSI-X messages of their own. */
@ConsumerType
public interface MessageInterruptProvider extends DmaProvider {

    /**
     * Says which CPU each channel's interrupt shall go to. Called once, inside the register call [REG-6], so that the
     * driver can ask for it when it filters resource requirements [INT-4].
     *
     * @param affinities one for each channel from 0 to the maximum channel count - 1, in order
     * @return SUCCESS; another status makes the registration fail with it. Windows: ProviderSetDmaChannelCpuAffinity
     */
    NtStatus setDmaChannelCpuAffinity(List<ChannelAffinity> affinities);

    /**
     * A channel and its CPU. Windows: NET_DMA_CHANNEL_CPU_AFFINITY.
     *
     * @param channel number of the channel
     * @param cpu     number of the CPU, counted over all groups; 0 to 63 for a provider without SUPPORTS_PROC_GROUPS
     */
    record ChannelAffinity(int channel, int cpu) {
    }
}
