// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Takes a size of zero for an error. */
@Breaks("[XFR-9] a transfer of zero")
public final class ChokesOnZeroLengthProvider extends SoundDriver {

    public ChokesOnZeroLengthProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return of.size() != 0 && super.transfer(of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
