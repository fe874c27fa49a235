// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves devices of the virtual PCI bus, and brings none of its own. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.pci", hardwareIds = PciDriver.HARDWARE_ID)
public final class PciDriver extends ToyDriver {

    /** What it serves. */
    public static final String HARDWARE_ID = "PCI\\VEN_1234&DEV_0D3A";

    @Activate
    public PciDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }
}
