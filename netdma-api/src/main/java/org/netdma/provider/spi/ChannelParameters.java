// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

/**
 * What the interface asks of a channel. Windows: NET_DMA_CHANNEL_PARAMETERS; its CpuNumber and the
 * clipped priority are in {@link ChannelAllocation.Allocated}, its flags are reserved and left out.
 *
 * @param revision                  1, or 2 when {@code group} means something
 * @param completionPhysicalAddress where the engine writes the completion word, a multiple of 8
 * @param processorAffinityMask     bit n = CPU n may handle completions; never 0
 * @param channelPriority           how urgent the channel is among those of its engine: 0 is normal, higher is more urgent;
 *                                  never negative. The driver clips it to what its engine has, and answers what it
 *                                  granted in {@link ChannelAllocation.Allocated#priority()} [CHN-5]
 * @param group                     processor group of the mask, revision 2; 0 in revision 1
 */
public record ChannelParameters(int revision, long completionPhysicalAddress, long processorAffinityMask,
        int channelPriority, int group) {
}
