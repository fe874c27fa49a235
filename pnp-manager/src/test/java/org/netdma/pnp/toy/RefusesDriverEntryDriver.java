// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** Fails DriverEntry [PNP-2]. */
public final class RefusesDriverEntryDriver extends ToyDriver {

    public RefusesDriverEntryDriver(IoManager io) {
        super(io);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        super.driverEntry(driver, registryPath);
        return NtStatus.UNSUCCESSFUL;
    }
}
