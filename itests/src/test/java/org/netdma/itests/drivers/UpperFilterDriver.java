// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.FilterPosition;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stands above the function driver of {@link PciDriver}'s devices. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.filter", hardwareIds = UpperFilterDriver.HARDWARE_ID, filter = FilterPosition.UPPER)
public final class UpperFilterDriver extends ToyDriver {

    /** What it filters; written out, since its bundle has no other driver's class. */
    public static final String HARDWARE_ID = "PCI\\VEN_1234&DEV_0D3A";

    @Activate
    public UpperFilterDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }
}
