// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Takes StartDma after AbortDma, and does nothing about it. */
@Breaks("[XFR-7] after AbortDma the channel waits")
public final class DiesOfAbortProvider extends SoundDriver {

    public DiesOfAbortProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private boolean isDead;

            @Override
            public NtStatus abortDma() {
                isDead = true;
                return super.abortDma();
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
