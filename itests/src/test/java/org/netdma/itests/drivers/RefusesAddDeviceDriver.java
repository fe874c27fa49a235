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

/** Its AddDevice attaches an FDO and then fails [PNP-3]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.refuses-add-device", hardwareIds = "ROOT\\REFUSES_ADD_DEVICE", rootEnumerated = 1)
public final class RefusesAddDeviceDriver extends ToyDriver {

    @Activate
    public RefusesAddDeviceDriver(@Reference IoManager io,
            @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        super.addDevice(driver, pdo);
        return NtStatus.INSUFFICIENT_RESOURCES;
    }
}
