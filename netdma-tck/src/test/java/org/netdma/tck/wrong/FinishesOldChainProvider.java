// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDescriptor;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Finishes the old chain before it begins the one that shall replace it. */
@Breaks("[XFR-2]")
public final class FinishesOldChainProvider extends SoundDriver {

    public FinishesOldChainProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            private long replacing;
            private int replacingCount;

            @Override
            public synchronized NtStatus startDma(long descriptor, int count) {
                if (!isMore()) {
                    return super.startDma(descriptor, count);
                }
                replacing = descriptor;
                replacingCount = count;
                return NtStatus.SUCCESS;
            }

            @Override
            protected void advance(long descriptor, SoundDescriptor of) {
                super.advance(descriptor, of);
                if (replacing != 0 && !isMore()) {
                    super.startDma(replacing, replacingCount);
                    replacing = 0;
                }
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
