// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;

/** Forgets to start the provider again after STOP_DEVICE. */
@Breaks("[STA-3]")
public final class StartsOnlyOnceDriver extends SoundDriver {

    private boolean wasStopped;

    public StartsOnlyOnceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus startDevice(SoundDevice device, StartDevice parameters) {
        return wasStopped ? NtStatus.SUCCESS : super.startDevice(device, parameters);
    }

    @Override
    protected NtStatus stop(SoundDevice device, Irp irp) {
        wasStopped = true;
        return super.stop(device, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
