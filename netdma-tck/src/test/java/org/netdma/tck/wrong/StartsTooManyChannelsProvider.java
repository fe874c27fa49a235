// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.provider.ProviderAttributes;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.sound.SoundOptions;
import org.netdma.wdm.IoManager;

/** Starts with more channels than it registered. */
@Breaks("[STA-2]")
public final class StartsTooManyChannelsProvider extends SoundDriver {

    public StartsTooManyChannelsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected ProviderAttributes attributes(SoundOptions options) {
        return new ProviderAttributes(1, 0, 0, options.channels() + 1, MAXIMUM_TRANSFER_SIZE, MAXIMUM_ADDRESS);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
