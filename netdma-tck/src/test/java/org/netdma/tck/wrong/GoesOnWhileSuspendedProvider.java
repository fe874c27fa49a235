// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Says that it is suspended, and works on. */
@Breaks("[XFR-6] a suspended engine begins")
public final class GoesOnWhileSuspendedProvider extends AbleSoundDriver {

    public GoesOnWhileSuspendedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            public synchronized Suspension suspendDma() {
                Suspension suspension = super.suspendDma();
                suspended = false;
                notifyAll();
                return suspension;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
