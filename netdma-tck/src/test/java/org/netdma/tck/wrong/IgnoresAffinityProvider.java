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

/** Reports CPU 0 whatever CPUs the client can use. */
@Breaks("[CHN-2] reports")
public final class IgnoresAffinityProvider extends SoundDriver {

    public IgnoresAffinityProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                ? new ChannelAllocation.Allocated(allocated.channel(), 0)
                : new ChannelAllocation.Refused(NtStatus.INSUFFICIENT_RESOURCES);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
