// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sets no AddDevice, so is no PnP driver [PNP-1]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.no-add-device", hardwareIds = "ROOT\\NO_ADD_DEVICE", rootEnumerated = 1)
public final class NoAddDeviceDriver extends ToyDriver {

    @Activate
    public NoAddDeviceDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        note("DriverEntry");
        driver.setUnload(this::unload);
        return NtStatus.SUCCESS;
    }
}
