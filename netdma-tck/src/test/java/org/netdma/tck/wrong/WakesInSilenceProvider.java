// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;

/** Does not tell that its engine works again. */
@Breaks("[PWR-2] tells the interface when")
public final class WakesInSilenceProvider extends AbleSoundDriver {

    public WakesInSilenceProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void up(SoundDevice device) {
        wake(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
