// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;

/** Says of every interrupt of the line that it was its own. */
@Breaks(value = "[INT-4] the line", on = Machine.LINE)
public final class ClaimsForeignInterruptsProvider extends SoundDriver {

    public ClaimsForeignInterruptsProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected boolean serviceInterrupt() {
                super.serviceInterrupt();
                return true;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
