// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Tells of an error as if the last descriptor were done. */
@Breaks("[INT-3] the DPC tells address 0")
public final class HidesErrorsProvider extends SoundDriver {

    public HidesErrorsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void interrupt(long descriptor) {
                super.interrupt(descriptor == 0 ? Math.max(last, 64) : descriptor);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
