// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import org.netdma.provider.ChannelHandle;
import org.osgi.annotation.versioning.ConsumerType;

/** One engine, as its driver offers it. The object is the provider context [REG-5]. */
@ConsumerType
public interface DmaProvider {

    /**
     * Allocates a channel. Called between start and stop only, from any thread, one call at a time for each provider.
     *
     * @param parameters completion word, affinity, priority
     * @param handle     the interface's name for the channel, for the driver's ISR and DPC
     * @return the channel, the CPU its completions go to and the priority it has; or a refusal, after all that was
     *         taken is released [CHN-3]. Windows: ProviderAllocateDmaChannel
     */
    ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle);
}
