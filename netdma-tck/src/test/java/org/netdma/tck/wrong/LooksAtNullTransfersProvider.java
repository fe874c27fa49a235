// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Looks at size and addresses of null transfers. */
@Breaks("[XFR-9] a null transfer")
public final class LooksAtNullTransfersProvider extends SoundDriver {

    public LooksAtNullTransfersProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return super.transfer(of.withFlags(of.flags() & ~ControlFlags.NULL_TRANSFER));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
