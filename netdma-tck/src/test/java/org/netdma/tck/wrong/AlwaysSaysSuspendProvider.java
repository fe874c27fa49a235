// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.descriptor.CompletionWord;
import org.netdma.descriptor.TransferStatus;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundChannel;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Writes SUSPEND into the completion word, though nobody asked for a report. */
@Breaks("[XFR-6] leaves the completion word")
public final class AlwaysSaysSuspendProvider extends AbleSoundDriver {

    public AlwaysSaysSuspendProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new AbleSoundChannel(device, number) {
            @Override
            protected void reportSuspension(int flags) {
                writeWord(CompletionWord.of(last, TransferStatus.SUSPEND));
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
