// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does everything right. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.well-behaved", hardwareIds = "ROOT\\WELL_BEHAVED", rootEnumerated = 1)
public final class WellBehavedDriver extends ToyDriver {

    @Activate
    public WellBehavedDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }
}
