// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Thinks that a sleeping device need not be stopped. */
@Breaks("[STO-1] a device in D3")
public final class DoesNotStopInSleepProvider extends AbleSoundDriver {

    public DoesNotStopInSleepProvider(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus stop(SoundDevice device, Irp irp) {
        return isAsleep(device) ? passDown(device, irp) : super.stop(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
