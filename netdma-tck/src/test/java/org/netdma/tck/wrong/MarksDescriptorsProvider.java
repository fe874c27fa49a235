// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.BusWindow;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Writes a mark into the interface's own field of each descriptor that is done. */
@Breaks("[XFR-10] leaves the fields")
public final class MarksDescriptorsProvider extends SoundDriver {

    public MarksDescriptorsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void advance(long descriptor, SoundDescriptor of) {
                BusWindow ring = device.registration.busMemory().window(descriptor);
                ring.bytes().putLong((int) (descriptor - ring.start()) + DescriptorLayout.USER_CONTEXT_1, 1);
                super.advance(descriptor, of);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
