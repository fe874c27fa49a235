// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.concurrent.CountDownLatch;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.RegistryPath;

/** Blocks in one of its routines until it is released, interrupts notwithstanding [PNP-18]. */
public final class BlocksDriver extends ToyDriver {

    /** Where it blocks. */
    public enum Where { DRIVER_ENTRY, ADD_DEVICE, START, UNLOAD }

    private final Where where;
    private final CountDownLatch release = new CountDownLatch(1);

    public BlocksDriver(IoManager io, Where where) {
        super(io);
        this.where = where;
    }

    /** Lets the blocked thread go on, at the end of a test. */
    public void release() {
        release.countDown();
    }

    private void blockIn(Where here) {
        while (here == where && release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException ignored) {
                note("interrupted in " + here);
            }
        }
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        NtStatus status = super.driverEntry(driver, registryPath);
        blockIn(Where.DRIVER_ENTRY);
        return status;
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        blockIn(Where.ADD_DEVICE);
        return super.addDevice(driver, pdo);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        blockIn(Where.START);
        return super.start(fdo);
    }

    @Override
    protected void unload(DriverObject driver) {
        super.unload(driver);
        blockIn(Where.UNLOAD);
    }
}
