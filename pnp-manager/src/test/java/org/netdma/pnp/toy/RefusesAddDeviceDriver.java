// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Fails AddDevice for instance 0000 after it attached its FDO [PNP-3]. */
public final class RefusesAddDeviceDriver extends ToyDriver {

    public RefusesAddDeviceDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        NtStatus attached = super.addDevice(driver, pdo);
        return pdo.instanceId().endsWith("0000") ? NtStatus.INSUFFICIENT_RESOURCES : attached;
    }
}
