// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Takes appends of the channel only that was started last. */
@Breaks("[CHN-4]")
public final class OneChannelAtATimeProvider extends SoundDriver {

    private SoundChannel lastStarted;

    public OneChannelAtATimeProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            public NtStatus startDma(long descriptor, int count) {
                lastStarted = this;
                return super.startDma(descriptor, count);
            }

            @Override
            public NtStatus appendDma(long descriptor, int count) {
                return lastStarted == this ? super.appendDma(descriptor, count) : NtStatus.SUCCESS;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
