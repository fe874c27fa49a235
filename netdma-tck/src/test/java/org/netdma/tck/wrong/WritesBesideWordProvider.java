// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Writes 16 bytes where the completion word has 8. */
@Breaks("[CPL-1] writes the completion word and nothing")
public final class WritesBesideWordProvider extends SoundDriver {

    public WritesBesideWordProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void writeWord(long address, long word) {
                super.writeWord(address, word);
                super.writeWord(address + Long.BYTES, 0);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
