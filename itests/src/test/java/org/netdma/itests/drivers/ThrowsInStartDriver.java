// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Throws while it handles START_DEVICE, after the IRP went down [PNP-18]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.throws-in-start", hardwareIds = "ROOT\\THROWS_IN_START", rootEnumerated = 1)
public final class ThrowsInStartDriver extends ToyDriver {

    @Activate
    public ThrowsInStartDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        throw new IllegalStateException("thrown in START_DEVICE");
    }
}
