// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Does nothing more after a halt, until it is freed. */
@Breaks("[XFR-1] a halted channel")
public final class HaltsForGoodProvider extends SoundDriver {

    public HaltsForGoodProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private boolean isHalted;

            @Override
            protected void allocate(long completionAddress, ChannelHandle handle) {
                isHalted = false;
                super.allocate(completionAddress, handle);
            }

            @Override
            protected void halt() {
                isHalted = true;
                super.halt();
            }

            @Override
            public NtStatus startDma(long descriptor, int count) {
                return isHalted ? NtStatus.SUCCESS : super.startDma(descriptor, count);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
