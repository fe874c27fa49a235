// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.driver.PnpDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Starts a thread with its device, and ends it only with its bundle: it is still there after Unload [PNP-10]. */
@Component(service = Driver.class)
@PnpDriver(name = "toy.leaves-thread", hardwareIds = "ROOT\\LEAVES_THREAD", rootEnumerated = 1)
public final class LeavesThreadDriver extends ToyDriver {

    private volatile Thread thread;

    @Activate
    public LeavesThreadDriver(@Reference IoManager io) {
        super(io, line -> { });
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        thread = new Thread(this::idle, "left behind");
        thread.setDaemon(true);
        thread.start();
        return NtStatus.SUCCESS;
    }

    private synchronized void idle() {
        try {
            wait();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Deactivate
    void endThread() {
        thread.interrupt();
    }
}
