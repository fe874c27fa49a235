// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters.StartDevice;
import org.netdma.wdm.NtStatus;

/** Starts its device whatever the bus driver says. */
@Breaks("[PNP-8] START_DEVICE goes")
public final class StartsBeforeBusDriver extends SoundDriver {

    public StartsBeforeBusDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus start(SoundDevice device, Irp irp) {
        io.forwardIrpSynchronously(device.lower, irp);
        return complete(irp, startDevice(device, (StartDevice) irp.currentStackLocation().parameters()));
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
