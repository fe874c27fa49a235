// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Does not tell that its engine loses power. */
@Breaks("[PWR-1] tells the interface before")
public final class SleepsInSilenceProvider extends AbleSoundDriver {

    public SleepsInSilenceProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void down(SoundDevice device) {
        sleep(device);
    }

    @Override
    protected void up(SoundDevice device) {
        wake(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
