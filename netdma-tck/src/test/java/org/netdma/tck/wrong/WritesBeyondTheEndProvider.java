// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Rounds sizes up to a multiple of 8. */
@Breaks("[XFR-10] writes nothing")
public final class WritesBeyondTheEndProvider extends SoundDriver {

    public WritesBeyondTheEndProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                boolean isPlain = (of.flags() & ControlFlags.NULL_TRANSFER) == 0 && of.size() <= 10_000;
                return super.transfer(isPlain ? of.withSize(of.size() + 7 & -8) : of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
