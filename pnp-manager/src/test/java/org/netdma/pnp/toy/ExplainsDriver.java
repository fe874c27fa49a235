// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;

/** Fails in one of its routines, and says why. */
public final class ExplainsDriver extends ToyDriver {

    private final boolean adds;

    /** @param adds whether AddDevice succeeds, and START_DEVICE fails */
    public ExplainsDriver(IoManager io, boolean adds) {
        super(io);
        this.adds = adds;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        if (adds) {
            return super.addDevice(driver, pdo);
        }
        io.writeErrorLogEntry(pdo, "its firmware is too old");
        return NtStatus.REVISION_MISMATCH;
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        io.writeErrorLogEntry(fdo, "channel 3 does not answer");
        return NtStatus.IO_DEVICE_ERROR;
    }
}
