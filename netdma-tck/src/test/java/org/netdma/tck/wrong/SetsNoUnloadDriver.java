// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** Sets no Unload routine in DriverEntry. */
@Breaks("[PNP-1] DriverEntry")
public final class SetsNoUnloadDriver extends SoundDriver {

    public SetsNoUnloadDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setAddDevice(this::addDevice);
        driver.setDispatch(MajorFunction.PNP, this::pnp);
        return NtStatus.SUCCESS;
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
