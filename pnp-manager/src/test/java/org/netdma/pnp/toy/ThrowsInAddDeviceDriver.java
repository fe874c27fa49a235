// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Throws in AddDevice, with a device object made and not attached [PNP-3]. */
public final class ThrowsInAddDeviceDriver extends ToyDriver {

    public ThrowsInAddDeviceDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        note("AddDevice " + pdo.instanceId());
        try {
            io.createDevice(driver, new Fdo());
        } catch (NtStatusException refused) {
            return refused.status();
        }
        throw new AssertionError("thrown in AddDevice");
    }
}
