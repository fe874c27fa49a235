// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Completes START_DEVICE a second time, with another status [PNP-9]. */
public final class CompletesTwiceDriver extends ToyDriver {

    public CompletesTwiceDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        NtStatus status = super.dispatchPnp(fdo, irp, minor);
        if (minor == PnpMinorFunction.START_DEVICE) {
            complete(irp, NtStatus.UNSUCCESSFUL);
        }
        return status;
    }
}
