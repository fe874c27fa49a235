// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Reads the parameter {@code channels}, 1 to 16, in AddDevice. */
public final class ReadsParameterDriver extends ToyDriver {

    public ReadsParameterDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        try {
            driver.registryPath().integer("channels", 4, 1, 16);
        } catch (NtStatusException refused) {
            return refused.status();
        }
        return super.addDevice(driver, pdo);
    }
}
