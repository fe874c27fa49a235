// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Does not go on when it is resumed. */
@Breaks("[XFR-6] ResumeDma goes on")
public final class StaysSuspendedProvider extends AbleSoundDriver {

    public StaysSuspendedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            public synchronized NtStatus resumeDma() {
                return NtStatus.SUCCESS;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
