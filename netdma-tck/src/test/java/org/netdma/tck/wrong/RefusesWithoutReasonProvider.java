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

/** Says UNSUCCESSFUL when its channels are all taken. */
@Breaks("[CHN-3]")
public final class RefusesWithoutReasonProvider extends SoundDriver {

    public RefusesWithoutReasonProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        return super.allocate(engine, parameters, handle) instanceof ChannelAllocation.Allocated allocated
                ? allocated : new ChannelAllocation.Refused(NtStatus.UNSUCCESSFUL);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
