// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Moves no more than 64 KiB of a descriptor, though it promises more. */
@Breaks("[XFR-11] moves as much")
public final class MovesAtMost64KProvider extends SoundDriver {

    public MovesAtMost64KProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return super.transfer((of.flags() & ControlFlags.NULL_TRANSFER) != 0 ? of
                        : of.withSize(Math.min(of.size(), 1 << 16)));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
