// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Drops the chain when it is suspended before its first descriptor is done. */
@Breaks("[XFR-6] a chain that is suspended as soon")
public final class SuspendsAwayStartProvider extends AbleSoundDriver {

    public SuspendsAwayStartProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            public synchronized Suspension suspendDma() {
                boolean isNew = last == 0;
                Suspension suspension = super.suspendDma();
                if (isNew) {
                    next = 0;
                    left = 0;
                }
                return suspension;
            }

            @Override
            public synchronized NtStatus resumeDma() {
                if (left > 0) {
                    return super.resumeDma();
                }
                suspended = false;
                return NtStatus.SUCCESS;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
