// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Has room for 32 appends while it works, and drops more. */
@Breaks("[XFR-1] takes appends")
public final class DropsAppendsProvider extends SoundDriver {

    public DropsAppendsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private int waiting;

            @Override
            public synchronized NtStatus appendDma(long descriptor, int count) {
                waiting = isMore() ? waiting + 1 : 0;
                return waiting > 32 ? NtStatus.SUCCESS : super.appendDma(descriptor, count);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
