// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Interrupts for the first fifty descriptors only. */
@Breaks("[INT-1] interrupts again")
public final class LosesInterruptsProvider extends SoundDriver {

    public LosesInterruptsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private int count;

            @Override
            protected void interrupt(long descriptor) {
                if (++count <= 50) {
                    super.interrupt(descriptor);
                }
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
