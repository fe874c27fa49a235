// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Skips a descriptor that it can not carry out. */
@Breaks("[CPL-2] halts at a source")
public final class GoesOnAfterFaultProvider extends SoundDriver {

    public GoesOnAfterFaultProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean transfer(SoundDescriptor of) {
                super.transfer(of);
                return true;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
