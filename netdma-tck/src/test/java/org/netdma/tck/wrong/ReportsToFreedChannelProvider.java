// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.ChannelHandle;
import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Goes on writing the completion word of the client that had the channel first. */
@Breaks("[STO-3] the engine reports")
public final class ReportsToFreedChannelProvider extends SoundDriver {

    public ReportsToFreedChannelProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private long first;

            @Override
            protected void allocate(long completionAddress, ChannelHandle handle) {
                first = first == 0 ? completionAddress : first;
                super.allocate(completionAddress, handle);
            }

            @Override
            protected void writeWord(long word) {
                writeWord(first, word);
                super.writeWord(word);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
