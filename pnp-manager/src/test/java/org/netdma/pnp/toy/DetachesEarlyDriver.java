// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Detaches its FDO when it is asked whether it may be removed, which is too early, and never deletes it [PNP-10]. */
public final class DetachesEarlyDriver extends ToyDriver {

    public DetachesEarlyDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        NtStatus status = super.dispatchPnp(fdo, irp, minor);
        if (minor == PnpMinorFunction.QUERY_REMOVE_DEVICE) {
            io.detachDevice(lower(fdo));
        }
        return status;
    }
}
