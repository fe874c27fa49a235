// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Interrupts after a descriptor that asks for no report at all. */
@Breaks("[CPL-1] does both after")
public final class InterruptsForNoneProvider extends SoundDriver {

    public InterruptsForNoneProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                super.report(descriptor, flags == 0 ? ControlFlags.INTERRUPT_ON_COMPLETION : flags, status);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
