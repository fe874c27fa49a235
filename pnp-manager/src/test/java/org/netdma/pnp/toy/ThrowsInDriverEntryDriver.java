// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** Throws in DriverEntry [PNP-2]. */
public final class ThrowsInDriverEntryDriver extends ToyDriver {

    public ThrowsInDriverEntryDriver(IoManager io) {
        super(io);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        note("DriverEntry");
        throw new IllegalStateException("thrown in DriverEntry");
    }
}
