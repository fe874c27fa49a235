// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Says that it is suspended while its descriptor is in hand. */
@Breaks("[XFR-6] SuspendDma returns")
public final class SuspendsTooEarlyProvider extends AbleSoundDriver {

    public SuspendsTooEarlyProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            private boolean isSuspending;

            @Override
            public synchronized Suspension suspendDma() {
                isSuspending = true;
                Suspension suspension = super.suspendDma();
                isSuspending = false;
                return suspension;
            }

            @Override
            protected void finishStep() {
                if (!isSuspending) {
                    super.finishStep();
                }
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
