// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Does not interrupt. */
@Breaks("[INT-1] interrupts after a descriptor")
public final class NeverInterruptsProvider extends SoundDriver {

    public NeverInterruptsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void interrupt(long descriptor) {
                // nobody hears of it
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
