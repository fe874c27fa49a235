// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Does not know any more which descriptor was the last, when it is done. */
@Breaks("[XFR-6] a channel that is done suspends")
public final class ForgetsPlaceWhenDoneProvider extends AbleSoundDriver {

    public ForgetsPlaceWhenDoneProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            public synchronized Suspension suspendDma() {
                boolean isDone = left == 0;
                Suspension suspension = super.suspendDma();
                return isDone ? new Suspension(NtStatus.SUCCESS, 0) : suspension;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
