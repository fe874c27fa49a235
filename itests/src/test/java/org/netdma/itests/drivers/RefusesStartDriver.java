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

/** Fails START_DEVICE. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.refuses-start", hardwareIds = "ROOT\\REFUSES_START", rootEnumerated = 1)
public final class RefusesStartDriver extends ToyDriver {

    @Activate
    public RefusesStartDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        return NtStatus.IO_DEVICE_ERROR;
    }
}
