// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Takes the first free channel though the message of another one goes where the client wants it. */
@Breaks(value = "[CHN-2] prefers", on = Machine.MESSAGES)
public final class TakesAnyChannelProvider extends SoundDriver {

    public TakesAnyChannelProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        ChannelParameters anyCpu = new ChannelParameters(parameters.revision(), parameters.completionPhysicalAddress(),
                -1, parameters.channelPriority(), parameters.group());
        return super.allocate(engine, anyCpu, handle) instanceof ChannelAllocation.Allocated allocated
                ? new ChannelAllocation.Allocated(allocated.channel(),
                        Long.numberOfTrailingZeros(parameters.processorAffinityMask()))
                : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
