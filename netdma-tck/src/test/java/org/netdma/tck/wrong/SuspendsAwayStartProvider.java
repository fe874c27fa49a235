// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Drops the rest of a chain when it is suspended for the first time since it was started, the first chain excepted. */
@Breaks("[XFR-6] a chain that is suspended as soon")
public final class SuspendsAwayStartProvider extends AbleSoundDriver {

    public SuspendsAwayStartProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            private int starts;
            private boolean isNew;

            @Override
            public synchronized NtStatus startDma(long descriptor, int count) {
                isNew = starts++ > 0; // a test that starts again and again meets it in time, whatever the machine does
                return super.startDma(descriptor, count);
            }

            @Override
            public synchronized Suspension suspendDma() {
                Suspension suspension = super.suspendDma();
                if (isNew) {
                    isNew = false;
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
