// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Its Unload throws [PNP-18]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.throws-in-unload", hardwareIds = "ROOT\\THROWS_IN_UNLOAD", rootEnumerated = 1)
public final class ThrowsInUnloadDriver extends ToyDriver {

    @Activate
    public ThrowsInUnloadDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected void unload(DriverObject driver) {
        super.unload(driver);
        throw new IllegalStateException("thrown in Unload");
    }
}
