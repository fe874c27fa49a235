// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Says IDLE when it was aborted. */
@Breaks("[XFR-7] an aborted channel")
public final class SaysIdleAfterAbortProvider extends SoundDriver {

    public SaysIdleAfterAbortProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            public synchronized NtStatus abortDma() {
                NtStatus status = super.abortDma();
                writeWord(CompletionWord.of(last, TransferStatus.IDLE));
                return status;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
