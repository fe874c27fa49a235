// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.AbleSoundDriver;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Does not stop and deregister the provider of a device that is removed in its sleep. */
@Breaks("[PNP-10] a device in D3")
public final class LeavesSleepingProviderBehind extends AbleSoundDriver {

    public LeavesSleepingProviderBehind(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected void stopDevice(SoundDevice device) {
        if (!isAsleep(device)) {
            super.stopDevice(device);
        }
    }

    @Override
    protected NtStatus stop(SoundDevice device, Irp irp) {
        super.stopDevice(device);
        return passDown(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
