// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundChannel;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;

/** Does not look again at the last link, which was null. */
@Breaks(value = "[XFR-3]", on = Machine.LINKED)
public final class ForgetsToRereadProvider extends SoundDriver {

    public ForgetsToRereadProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected SoundChannel channel(SoundDevice device, int number) {
        return new SoundChannel(device, number) {
            @Override
            protected long rereadLink() {
                return 0;
            }
        };
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
