// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Fails CANCEL_STOP_DEVICE. */
@Breaks("[PNP-7] never fails STOP")
public final class FailsCancelStopDriver extends SoundDriver {

    public FailsCancelStopDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        return irp.currentStackLocation().minor() == PnpMinorFunction.CANCEL_STOP_DEVICE
                ? complete(irp, NtStatus.UNSUCCESSFUL) : super.pnp(fdo, irp);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
