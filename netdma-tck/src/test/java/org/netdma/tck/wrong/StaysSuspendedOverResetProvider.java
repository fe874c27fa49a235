// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Is still suspended after a reset. */
@Breaks("[XFR-8] a suspended channel")
public final class StaysSuspendedOverResetProvider extends AbleSoundDriver {

    public StaysSuspendedOverResetProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            private boolean isReset;

            @Override
            public synchronized NtStatus resetChannel() {
                boolean wasSuspended = suspended;
                NtStatus status = super.resetChannel();
                isReset = wasSuspended;
                return status;
            }

            @Override
            public synchronized NtStatus startDma(long descriptor, int count) {
                NtStatus status = super.startDma(descriptor, count);
                suspended = isReset;
                isReset = false;
                return status;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
