// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.ControlFlags;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Writes the completion word where only an interrupt was asked for. */
@Breaks("[CPL-1] interrupts after a descriptor")
public final class WritesStatusUnaskedProvider extends SoundDriver {

    public WritesStatusUnaskedProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                super.report(descriptor, flags | ControlFlags.STATUS_UPDATE_ON_COMPLETION, status);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
