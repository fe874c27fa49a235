// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.wrong;

import org.netdma.provider.NetDma;
import org.netdma.tck.sound.SoundDriver;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** Refuses to be loaded again. */
@Breaks("[PNP-12] after Unload the driver")
public final class LoadsOnlyOnceDriver extends SoundDriver {

    public LoadsOnlyOnceDriver(IoManager io, NetDma netDma) {
        super(io, netDma);
    }

    private boolean wasLoaded;

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        if (wasLoaded) {
            return NtStatus.UNSUCCESSFUL;
        }
        wasLoaded = true;
        return super.driverEntry(driver, registryPath);
    }

    static final class Conformance extends WrongProviderConformance {
    }
}
