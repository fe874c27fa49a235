// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Returns success from AddDevice and attaches nothing [PNP-3]. */
public final class AttachesNothingDriver extends ToyDriver {

    public AttachesNothingDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        note("AddDevice " + pdo.instanceId());
        return NtStatus.SUCCESS;
    }
}
