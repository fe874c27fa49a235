// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Goes by the count of a 1.x chain, not by its links. */
@Breaks(value = "[XFR-5]", on = Machine.LINKED)
public final class CountsLinkedChainsProvider extends SoundDriver {

    public CountsLinkedChainsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private long counted;

            @Override
            public synchronized NtStatus startDma(long descriptor, int count) {
                counted = count;
                return super.startDma(descriptor, count);
            }

            @Override
            public synchronized NtStatus appendDma(long descriptor, int count) {
                counted += count;
                return super.appendDma(descriptor, count);
            }

            @Override
            protected void advance(long descriptor, SoundDescriptor of) {
                counted--;
                super.advance(descriptor, of);
            }

            @Override
            protected boolean isMore() {
                return counted > 0 && super.isMore();
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
