// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.driver.Driver;
import org.netdma.wdm.resource.ResourceList;

/** Does what a driver must do and writes down what it was called for; a toy driver changes one routine. */
public class ToyDriver implements Driver {

    protected final IoManager io;
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();

    public ToyDriver(IoManager io) {
        this.io = io;
    }

    /** The device extension. */
    public static final class Fdo {
        /** Where the FDO sends its IRPs. */
        public volatile DeviceObject lower;
        /** What START_DEVICE assigned. */
        public volatile ResourceList assigned = ResourceList.NONE;
        /** Gives back what START_DEVICE took. */
        public volatile Runnable close = () -> { };
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        note("DriverEntry");
        driver.setAddDevice(this::addDevice);
        driver.setUnload(this::unload);
        driver.setDispatch(MajorFunction.PNP, this::pnp);
        return NtStatus.SUCCESS;
    }

    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        note("AddDevice " + pdo.instanceId());
        try {
            attach(driver, pdo);
            return NtStatus.SUCCESS;
        } catch (NtStatusException refused) {
            return refused.status();
        }
    }

    /** Makes the FDO and puts it on the stack. */
    protected final DeviceObject attach(DriverObject driver, DeviceObject pdo) throws NtStatusException {
        Fdo extension = new Fdo();
        DeviceObject fdo = io.createDevice(driver, extension);
        extension.lower = io.attachDeviceToDeviceStack(fdo, pdo);
        return fdo;
    }

    private NtStatus pnp(DeviceObject fdo, Irp irp) {
        note(irp.currentStackLocation().minor().name() + " " + fdo.instanceId());
        return dispatchPnp(fdo, irp, (PnpMinorFunction) irp.currentStackLocation().minor());
    }

    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        return switch (minor) {
            case START_DEVICE -> startDevice(fdo, irp);
            case REMOVE_DEVICE -> removeDevice(fdo, irp);
            default -> io.forwardIrp(lower(fdo), irp);
        };
    }

    private NtStatus startDevice(DeviceObject fdo, Irp irp) {
        NtStatus status = io.forwardIrpSynchronously(lower(fdo), irp);
        fdo.extension(Fdo.class).assigned = ((IrpParameters.StartDevice) irp.currentStackLocation().parameters())
                .assigned();
        return complete(irp, status.isSuccess() ? start(fdo) : status);
    }

    /** The driver's part of START_DEVICE. */
    protected NtStatus start(DeviceObject fdo) {
        return NtStatus.SUCCESS;
    }

    protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
        DeviceObject lower = lower(fdo);
        fdo.extension(Fdo.class).close.run();
        irp.setStatus(NtStatus.SUCCESS);
        NtStatus status = io.forwardIrp(lower, irp);
        io.detachDevice(lower);
        io.deleteDevice(fdo);
        return status;
    }

    protected void unload(DriverObject driver) {
        note("Unload");
    }

    /** Completes an IRP with a status. */
    protected final NtStatus complete(Irp irp, NtStatus status) {
        irp.setStatus(status);
        io.completeRequest(irp);
        return status;
    }

    protected static DeviceObject lower(DeviceObject fdo) {
        return fdo.extension(Fdo.class).lower;
    }

    protected final void note(String line) {
        journal.add(line);
        threads.add(Thread.currentThread().getName());
    }

    /** {@return what the driver was called for} */
    public List<String> journal() {
        return journal;
    }

    /** {@return the thread of each call} */
    public List<String> threads() {
        return threads;
    }
}
