// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Says that it is reset, and quietly does the rest of the chain. */
@Breaks("[XFR-8] after ResetChannel nothing")
public final class GoesOnAfterResetProvider extends SoundDriver {

    public GoesOnAfterResetProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private boolean isQuiet;

            @Override
            public synchronized NtStatus startDma(long descriptor, int count) {
                isQuiet = false;
                return super.startDma(descriptor, count);
            }

            @Override
            public synchronized NtStatus resetChannel() {
                if (!isMore()) {
                    return super.resetChannel();
                }
                isQuiet = true;
                return NtStatus.SUCCESS;
            }

            @Override
            protected void report(long descriptor, int flags, TransferStatus status) {
                if (!isQuiet) {
                    super.report(descriptor, flags, status);
                }
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
