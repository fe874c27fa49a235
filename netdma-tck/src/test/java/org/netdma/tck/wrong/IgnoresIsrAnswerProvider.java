// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Queues its DPC to CPU 0, whatever isr says. */
@Breaks("[INT-2] queues the DPC")
public final class IgnoresIsrAnswerProvider extends SoundDriver {

    public IgnoresIsrAnswerProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected void queueDpc(int cpu) {
                super.queueDpc(0);
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
