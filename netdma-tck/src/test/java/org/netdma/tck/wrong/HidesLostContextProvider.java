// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;

/** Is of version 1.0 and does not tell that its engine lost its context. */
@Breaks(value = "[PWR-3] a 1.0 provider tells", on = Machine.FIRST)
public final class HidesLostContextProvider extends AbleSoundDriver {

    public HidesLostContextProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void up(SoundDevice device) {
        wake(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
