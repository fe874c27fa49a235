// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Reads the parameters {@code channels}, 1 to 16, and {@code mode}, fast or none, in AddDevice. */
public final class ReadsParameterDriver extends ToyDriver {

    public ReadsParameterDriver(IoManager io) {
        super(io);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        try {
            driver.registryPath().integer("channels", 4, 1, 16);
            if (!driver.registryPath().text("mode", "fast").equals("fast")) {
                throw driver.registryPath().refusal("mode", "fast or nothing");
            }
        } catch (NtStatusException refused) {
            return refused.status();
        }
        return super.addDevice(driver, pdo);
    }
}
