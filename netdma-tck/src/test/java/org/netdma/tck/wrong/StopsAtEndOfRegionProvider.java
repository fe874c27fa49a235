// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.BusWindow;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Moves what is there of a transfer that reaches beyond a region, and calls it done. */
@Breaks("[CPL-2] halts at a transfer that reaches")
public final class StopsAtEndOfRegionProvider extends SoundDriver {

    public StopsAtEndOfRegionProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                BusWindow source = device.registration.busMemory().window(of.source());
                BusWindow destination = device.registration.busMemory().window(of.destination());
                if (of.flags() != ControlFlags.STATUS_UPDATE_ON_COMPLETION || source.length() == 0
                        || destination.length() == 0) {
                    return super.transfer(of);
                }
                long there = Math.min(source.start() + source.length() - of.source(),
                        destination.start() + destination.length() - of.destination());
                return super.transfer(of.withSize((int) Math.min(there, of.size())));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
