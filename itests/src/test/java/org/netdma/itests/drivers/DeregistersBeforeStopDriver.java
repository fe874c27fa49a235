// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import org.netdma.provider.NetDma;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deregisters its provider in REMOVE_DEVICE without a stop, and goes on when that is refused [STO-2]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.deregisters-before-stop", hardwareIds = "ROOT\\DEREGISTERS_BEFORE_STOP", rootEnumerated = 1)
public final class DeregistersBeforeStopDriver extends ToyProviderDriver {

    @Activate
    public DeregistersBeforeStopDriver(@Reference IoManager io, @Reference NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus removeDevice(DeviceObject fdo, DeviceObject lower, Irp irp) {
        registration().deregister();
        return super.removeDevice(fdo, lower, irp);
    }
}
