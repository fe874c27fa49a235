// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fails REMOVE_DEVICE, which can not be failed, and keeps its FDO [PNP-7]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.refuses-remove", hardwareIds = "ROOT\\REFUSES_REMOVE", rootEnumerated = 1)
public final class RefusesRemoveDriver extends ToyDriver {

    @Activate
    public RefusesRemoveDriver(@Reference IoManager io, @Reference(target = Journal.FILTER) Consumer<String> journal) {
        super(io, journal);
    }

    @Override
    protected NtStatus removeDevice(DeviceObject fdo, DeviceObject lower, Irp irp) {
        return complete(irp, NtStatus.DEVICE_BUSY);
    }
}
