// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Marks START_DEVICE pending and never completes it [PNP-9, PNP-18]. */
public final class NeverCompletesStartDriver extends ToyDriver {

    public NeverCompletesStartDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (minor != PnpMinorFunction.START_DEVICE) {
            return super.dispatchPnp(fdo, irp, minor);
        }
        irp.markPending();
        return NtStatus.PENDING;
    }
}
