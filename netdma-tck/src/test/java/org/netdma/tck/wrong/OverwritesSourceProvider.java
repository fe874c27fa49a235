// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.BusWindow;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Zeroes the source when it is copied. */
@Breaks("[XFR-10] leaves the source")
public final class OverwritesSourceProvider extends SoundDriver {

    public OverwritesSourceProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                boolean moved = super.transfer(of);
                BusWindow window = device.registration.busMemory().window(of.source());
                if (moved && window.holds(of.source(), of.size())) {
                    window.bytes().put((int) (of.source() - window.start()), (byte) 0);
                }
                return moved;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
