// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Takes no-snoop hints for errors. */
@Breaks("[XFR-10] no-snoop")
public final class HaltsAtHintsProvider extends SoundDriver {

    public HaltsAtHintsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return (of.flags() & (ControlFlags.SOURCE_NO_SNOOP | ControlFlags.DESTINATION_NO_SNOOP)) == 0
                        && super.transfer(of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
