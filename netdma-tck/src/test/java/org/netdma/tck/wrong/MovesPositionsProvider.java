// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.BusWindow;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Reads through position and limit of a buffer that all engines share. */
@Breaks("[XFR-10] uses absolute")
public final class MovesPositionsProvider extends SoundDriver {

    public MovesPositionsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                BusWindow window = device.registration.busMemory().window(of.source());
                window.bytes().position(Math.min(1, window.length()));
                return super.transfer(of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
