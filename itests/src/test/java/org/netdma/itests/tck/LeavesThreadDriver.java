// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.tck;

import java.util.concurrent.locks.LockSupport;
import org.netdma.itests.minimal.MinimalDriver;
import org.netdma.provider.NetDma;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The minimal driver, with a thread that does not end. */
@Component(service = Driver.class)
@PnpDriver(name = "wrong.leaves-thread", hardwareIds = "ROOT\\LEAVES_THREAD")
public final class LeavesThreadDriver implements Driver {

    private final Driver minimal;

    @Activate
    public LeavesThreadDriver(@Reference IoManager io, @Reference NetDma netDma) {
        minimal = new MinimalDriver(io, netDma);
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        NtStatus status = minimal.driverEntry(driver, registryPath);
        driver.setUnload(unloaded -> {
            Thread thread = new Thread(LockSupport::park, "left behind");
            thread.setDaemon(true);
            thread.start();
        });
        return status;
    }
}
