// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;

/** Does not get the channels back that are freed by ProviderStop. */
@Breaks("[STO-3]")
public final class LosesChannelsOverRestartProvider extends SoundDriver {

    private boolean isStopping;

    public LosesChannelsOverRestartProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void stopDevice(SoundDevice device) {
        isStopping = true;
        super.stopDevice(device);
        isStopping = false;
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            public void freeDmaChannel() {
                if (isStopping) {
                    closeDpc();
                } else {
                    super.freeDmaChannel();
                }
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
