// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Interrupts after each descriptor that reports in any way. */
@Breaks("[CPL-1] writes the completion word after")
public final class InterruptsUnaskedProvider extends SoundDriver {

    public InterruptsUnaskedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                boolean isSingle = flags == ControlFlags.STATUS_UPDATE_ON_COMPLETION;
                super.report(descriptor, isSingle ? flags | ControlFlags.INTERRUPT_ON_COMPLETION : flags, status);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
