// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the second of its two devices, but not the first [PNP-3]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.refuses-first-device", hardwareIds = "ROOT\\REFUSES_FIRST_DEVICE", rootEnumerated = 2)
public final class RefusesFirstDeviceDriver extends ToyDriver {

    @Activate
    public RefusesFirstDeviceDriver(@Reference IoManager io,
            @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        NtStatus status = super.addDevice(driver, pdo);
        return pdo.instanceId().endsWith("0000") ? NtStatus.NO_SUCH_DEVICE : status;
    }
}
