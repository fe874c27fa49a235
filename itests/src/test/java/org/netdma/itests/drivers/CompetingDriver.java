// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Function;
import org.netdma.provider.NetDma;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the devices that {@link ScriptedDriver} serves [PNP-15]. */
@Component(service = Driver.class)
@PnpDriver(name = CompetingDriver.NAME, hardwareIds = ScriptedDriver.HARDWARE_ID)
public final class CompetingDriver extends ScriptedDriver {

    /** Its name. */
    public static final String NAME = "toy.competing";

    @Activate
    public CompetingDriver(@Reference IoManager io, @Reference NetDma netDma,
            @Reference(target = FILTER) Function<String, String> script) {
        super(NAME, io, netDma, script);
    }
}
