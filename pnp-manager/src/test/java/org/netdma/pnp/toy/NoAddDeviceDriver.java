// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** Sets no AddDevice [PNP-1]. */
public final class NoAddDeviceDriver extends ToyDriver {

    public NoAddDeviceDriver(IoManager io) {
        super(io);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setUnload(this::unload);
        return NtStatus.SUCCESS;
    }
}
