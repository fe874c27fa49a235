// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Does not wake up when something is appended after the end of the count. */
@Breaks("[XFR-4] goes on")
public final class SleepsAfterCountProvider extends SoundDriver {

    public SleepsAfterCountProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            public NtStatus appendDma(long descriptor, int count) {
                return isMore() ? super.appendDma(descriptor, count) : NtStatus.SUCCESS;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
