// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Takes StartDma after ResetChannel, and does nothing about it. */
@Breaks("[XFR-8] after ResetChannel the channel is")
public final class DiesOfResetProvider extends SoundDriver {

    public DiesOfResetProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private boolean isDead;

            @Override
            public NtStatus resetChannel() {
                isDead = true;
                return super.resetChannel();
            }

            @Override
            public NtStatus startDma(long descriptor, int count) {
                return isDead ? NtStatus.SUCCESS : super.startDma(descriptor, count);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
