// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Takes descriptors and does nothing about them. */
@Breaks("[XFR-1] StartDma after")
public final class NeverCompletesProvider extends SoundDriver {

    public NeverCompletesProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean isMore() {
                return false;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
