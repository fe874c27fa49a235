// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.Set;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.IrpInformation.DeviceState.Flag;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;

/** Reports after the start that its device does not work. */
public final class ReportsFailureDriver extends ToyDriver {

    public ReportsFailureDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (minor == PnpMinorFunction.QUERY_PNP_DEVICE_STATE) {
            irp.setInformation(new IrpInformation.DeviceState(Set.of(Flag.FAILED)));
            irp.setStatus(NtStatus.SUCCESS);
        }
        return super.dispatchPnp(fdo, irp, minor);
    }
}
