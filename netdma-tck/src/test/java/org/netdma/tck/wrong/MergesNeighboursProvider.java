// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Takes what follows in the source for what follows in the destination too. */
@Breaks("[XFR-10] scatter-gather")
public final class MergesNeighboursProvider extends SoundDriver {

    public MergesNeighboursProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private long endOfSource;
            private long endOfDestination;

            @Override
            protected boolean transfer(SoundDescriptor of) {
                long to = of.source() == endOfSource ? endOfDestination : of.destination();
                endOfSource = of.source() + of.size();
                endOfDestination = to + of.size();
                return super.transfer(of.withAddresses(of.source(), to));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
