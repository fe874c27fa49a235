// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Takes bytes written to an address of no region for written. */
@Breaks("[CPL-2] halts at a destination that belongs")
public final class WritesNowhereProvider extends SoundDriver {

    public WritesNowhereProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                return device.registration.busMemory().window(of.destination()).length() == 0
                        && of.readSource(device.registration.busMemory()) != null || super.transfer(of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
