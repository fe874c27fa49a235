// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Returns success for START_DEVICE and neither completes it nor passes it on [PNP-8]. */
public final class ForgetsIrpDriver extends ToyDriver {

    public ForgetsIrpDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        return minor == PnpMinorFunction.START_DEVICE ? NtStatus.SUCCESS : super.dispatchPnp(fdo, irp, minor);
    }
}
