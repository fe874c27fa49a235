// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Goes on at the descriptor that it had read the address of before it was suspended. */
@Breaks("[XFR-6] ResumeDma rereads")
public final class KeepsLinkWhileSuspendedProvider extends AbleSoundDriver {

    public KeepsLinkWhileSuspendedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            public synchronized NtStatus resumeDma() {
                suspended = false;
                notifyAll();
                return NtStatus.SUCCESS;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
