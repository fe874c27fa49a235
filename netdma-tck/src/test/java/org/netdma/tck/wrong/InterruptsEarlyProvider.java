// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Interrupts before the bytes are there. */
@Breaks("[INT-1] interrupts not before")
public final class InterruptsEarlyProvider extends SoundDriver {

    public InterruptsEarlyProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor descriptor) {
                if ((descriptor.flags() & ControlFlags.INTERRUPT_ON_COMPLETION) != 0 && descriptor.size() == 64) {
                    interrupt(next);
                }
                return super.transfer(descriptor);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
