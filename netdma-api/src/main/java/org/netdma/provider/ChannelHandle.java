// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The interface's name for a channel, given to the driver at allocation. Stale after FreeDmaChannel: its methods then
 * do nothing [REG-4].
 */
@ProviderType
public interface ChannelHandle {

    /**
     * Called in the driver's interrupt service routine [INT-2]. Quick; allocates nothing.
     *
     * @param descriptor physical address of the last completed descriptor
     * @return the CPU to queue the DPC to. Windows: NetDmaIsr
     */
    int isr(long descriptor);

    /**
     * Called in the driver's DPC [INT-3]. Runs the clients' completions on this thread.
     *
     * @param descriptor physical address of the last completed descriptor; 0 when the channel stopped on an error.
     *                   Windows: NetDmaInterruptDpc
     */
    void interruptDpc(long descriptor);
}
