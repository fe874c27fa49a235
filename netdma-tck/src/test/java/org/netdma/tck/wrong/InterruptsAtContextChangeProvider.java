// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Takes the bit of a context change for the one that asks for an interrupt. */
@Breaks("[DCA-2]")
public final class InterruptsAtContextChangeProvider extends AbleSoundDriver {

    public InterruptsAtContextChangeProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                super.report(descriptor, flags & ~ControlFlags.OP_TYPE_MASK, status);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
