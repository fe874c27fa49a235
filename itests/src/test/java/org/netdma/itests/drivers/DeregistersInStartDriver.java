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

/** Deregisters its provider right after it started it, and goes on when that is refused [STO-2]; else all is right. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.deregisters-in-start", hardwareIds = "ROOT\\DEREGISTERS_IN_START", rootEnumerated = 1)
public final class DeregistersInStartDriver extends ToyProviderDriver {

    @Activate
    public DeregistersInStartDriver(@Reference IoManager io, @Reference NetDma netDma) {
        super(io, netDma);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        NtStatus status = super.start(fdo);
        registration().deregister();
        return status;
    }

    @Override
    protected NtStatus removeDevice(DeviceObject fdo, DeviceObject lower, Irp irp) {
        registration().stop();
        registration().deregister();
        return super.removeDevice(fdo, lower, irp);
    }
}
