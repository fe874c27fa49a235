// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Refuses the last of the channels that it said it has. */
@Breaks("[CHN-1]")
public final class KeepsOneChannelProvider extends SoundDriver {

    public KeepsOneChannelProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        long free = engine.channels().stream().filter(channel -> !channel.isAllocated()).count();
        return free > 1 ? super.allocate(engine, parameters, handle)
                : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
