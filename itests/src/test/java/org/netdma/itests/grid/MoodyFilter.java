// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.grid;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;

/** A filter that passes everything on, and fails one request when it is told to; it leaves in the order of WDM. */
final class MoodyFilter implements Driver {

    private final IoManager io;
    private final List<PnpMinorFunction> seen = new CopyOnWriteArrayList<>();
    private final AtomicReference<PnpMinorFunction> refused = new AtomicReference<>();

    MoodyFilter(IoManager io) {
        this.io = io;
    }

    /** Makes the next request of a kind fail; null for none. */
    void refuseNext(PnpMinorFunction request) {
        refused.set(request);
    }

    /** {@return the requests it saw since the last call} */
    List<PnpMinorFunction> takeSeen() {
        List<PnpMinorFunction> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setAddDevice(this::addDevice);
        driver.setUnload(unloaded -> { });
        driver.setDispatch(MajorFunction.PNP, this::pnp);
        return NtStatus.SUCCESS;
    }

    private NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        DeviceObject[] lower = new DeviceObject[1];
        try {
            DeviceObject self = io.createDevice(driver, lower);
            lower[0] = io.attachDeviceToDeviceStack(self, pdo);
            return NtStatus.SUCCESS;
        } catch (NtStatusException unexpected) {
            return unexpected.status();
        }
    }

    private NtStatus pnp(DeviceObject self, Irp irp) {
        PnpMinorFunction request = (PnpMinorFunction) irp.currentStackLocation().minor();
        seen.add(request);
        DeviceObject lower = self.extension(DeviceObject[].class)[0];
        if (refused.compareAndSet(request, null)) {
            irp.setStatus(NtStatus.DEVICE_BUSY);
            io.completeRequest(irp);
            return NtStatus.DEVICE_BUSY;
        }
        NtStatus status = io.forwardIrp(lower, irp);
        if (request == PnpMinorFunction.REMOVE_DEVICE) {
            io.detachDevice(lower);
            io.deleteDevice(self);
        }
        return status;
    }
}
