// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Moves all bytes but the last. */
@Breaks("[XFR-10] moves each byte")
public final class ForgetsLastByteProvider extends SoundDriver {

    public ForgetsLastByteProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return super.transfer(of.withSize(Math.max(of.size() - 1, 0)));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
