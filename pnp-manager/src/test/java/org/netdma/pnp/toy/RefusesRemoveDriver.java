// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;

/** Fails REMOVE_DEVICE, which can not be failed, and keeps its FDO [PNP-7, PNP-10]. */
public final class RefusesRemoveDriver extends ToyDriver {

    public RefusesRemoveDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
        return complete(irp, NtStatus.DEVICE_BUSY);
    }
}
