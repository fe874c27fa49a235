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

/** Its DriverEntry fails, after it has set all routines: none of them may be called [PNP-2]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.refuses-driver-entry", hardwareIds = "ROOT\\REFUSES_DRIVER_ENTRY", rootEnumerated = 1)
public final class RefusesDriverEntryDriver extends ToyDriver {

    @Activate
    public RefusesDriverEntryDriver(@Reference IoManager io,
            @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        super.driverEntry(driver, registryPath);
        return NtStatus.UNSUCCESSFUL;
    }
}
