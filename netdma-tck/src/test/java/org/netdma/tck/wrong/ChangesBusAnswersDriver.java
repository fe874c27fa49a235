// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDevice;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Answers for the bus driver. */
@Breaks("[PNP-8] leaves the bus")
public final class ChangesBusAnswersDriver extends SoundDriver {

    public ChangesBusAnswersDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus pnp(DeviceObject fdo, Irp irp) {
        if (irp.currentStackLocation().minor() != PnpMinorFunction.QUERY_DEVICE_TEXT) {
            return super.pnp(fdo, irp);
        }
        io.forwardIrpSynchronously(fdo.extension(SoundDevice.class).lower, irp);
        irp.setInformation(new IrpInformation.Text("My device"));
        return complete(irp, NtStatus.SUCCESS);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
