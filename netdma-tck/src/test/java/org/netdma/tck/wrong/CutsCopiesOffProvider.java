// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.wrong.Breaks.Machine;
import org.netdma.wdm.IoManager;

/** Is of version 1.0 and goes to low power in the middle of its work. */
@Breaks(value = "[PWR-3] the engine of a 1.0", on = Machine.FIRST)
public final class CutsCopiesOffProvider extends AbleSoundDriver {

    public CutsCopiesOffProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void down(SoundDevice device) {
        sleep(device);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
