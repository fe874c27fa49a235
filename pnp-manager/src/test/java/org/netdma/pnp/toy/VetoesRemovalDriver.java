// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Vetoes QUERY_REMOVE_DEVICE. */
public final class VetoesRemovalDriver extends ToyDriver {

    public VetoesRemovalDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        return minor == PnpMinorFunction.QUERY_REMOVE_DEVICE ? complete(irp, NtStatus.DEVICE_BUSY)
                : super.dispatchPnp(fdo, irp, minor);
    }
}
