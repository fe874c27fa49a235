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

/** Its AddDevice attaches an FDO and then throws [PNP-3]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.throws-in-add-device", hardwareIds = "ROOT\\THROWS_IN_ADD_DEVICE", rootEnumerated = 1)
public final class ThrowsInAddDeviceDriver extends ToyDriver {

    @Activate
    public ThrowsInAddDeviceDriver(@Reference IoManager io,
            @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        super.addDevice(driver, pdo);
        throw new IllegalStateException("thrown in AddDevice");
    }
}
