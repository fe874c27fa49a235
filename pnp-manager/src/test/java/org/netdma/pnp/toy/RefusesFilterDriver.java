// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Fails FILTER_RESOURCE_REQUIREMENTS [PNP-5]. */
public final class RefusesFilterDriver extends ToyDriver {

    public RefusesFilterDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        return minor == PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS ? complete(irp, NtStatus.UNSUCCESSFUL)
                : super.dispatchPnp(fdo, irp, minor);
    }
}
