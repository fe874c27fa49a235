// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Says ACTIVE though nothing follows. */
@Breaks("[CPL-2] says IDLE")
public final class SaysActiveAtEndProvider extends SoundDriver {

    public SaysActiveAtEndProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                super.report(descriptor, flags, TransferStatus.ACTIVE);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
