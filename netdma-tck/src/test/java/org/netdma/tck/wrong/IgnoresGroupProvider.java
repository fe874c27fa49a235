// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.provider.spi.ChannelAllocation;
import org.netdma.provider.spi.ChannelParameters;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundEngine;
import org.netdma.wdm.IoManager;

/** Takes each affinity mask for one of the first group. */
@Breaks("[CHN-2] takes group")
public final class IgnoresGroupProvider extends AbleSoundDriver {

    public IgnoresGroupProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ChannelAllocation allocate(SoundEngine engine, ChannelParameters parameters, ChannelHandle handle) {
        return engine.allocate(parameters, handle);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
