// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import java.util.List;
import java.util.stream.IntStream;
import org.netdma.provider.ChannelHandle;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.provider.spi.DmaProvider;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** An engine with channels, each a thread of its own. */
public class SoundEngine implements DmaProvider {

    protected final SoundDevice device;
    private final List<SoundChannel> channels;

    SoundEngine(SoundDevice device) {
        this.device = device;
        this.channels = IntStream.range(0, device.options.channels())
                .mapToObj(number -> device.driver.channel(device, number)).toList();
    }

    @Override
    public ChannelAllocation allocateDmaChannel(ChannelParameters parameters, ChannelHandle handle) {
        return device.driver.allocate(this, parameters, handle);
    }

    public ChannelAllocation allocate(ChannelParameters parameters, ChannelHandle handle) {
        long mask = parameters.processorAffinityMask();
        SoundChannel chosen = null;
        for (SoundChannel channel : channels) {
            if (!channel.isAllocated() && (chosen == null || isOf(mask, cpu(channel)) && !isOf(mask, cpu(chosen)))) {
                chosen = channel;
            }
        }
        if (chosen == null) {
            return new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
        }
        chosen.allocate(parameters.completionPhysicalAddress(), handle);
        return new ChannelAllocation.Allocated(chosen,
                isOf(mask, cpu(chosen)) ? cpu(chosen) : Long.numberOfTrailingZeros(mask));
    }

    private static boolean isOf(long mask, int cpu) {
        return cpu >= 0 && (mask >> cpu & 1) == 1;
    }

    /** {@return the CPU that a channel's interrupt goes to; -1 when it has none of its own} */
    protected int cpu(SoundChannel channel) {
        return -1;
    }

    public List<SoundChannel> channels() {
        return channels;
    }

    public SoundChannel channel(int number) {
        return channels.get(number);
    }

    protected ResourceRequirementsList filter(ResourceRequirementsList offered) {
        return offered;
    }

    public void powerUp() {
        channels.forEach(SoundChannel::powerUp);
    }

    public void powerDown() {
        channels.forEach(SoundChannel::powerDown);
    }

    /** The service routine of the line: looks which channel it was. */
    boolean serviceLine() {
        boolean mine = false;
        for (SoundChannel channel : channels) {
            mine |= channel.serviceInterrupt();
        }
        return mine;
    }
}
