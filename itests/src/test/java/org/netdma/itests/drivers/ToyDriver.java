// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.drivers;

import java.util.function.Consumer;
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

/** Does what a driver must do, and nothing else: a toy driver changes one routine. */
abstract class ToyDriver implements Driver {

    private final IoManager io;
    private final Consumer<String> journal;

    ToyDriver(IoManager io, Consumer<String> journal) {
        this.io = io;
        this.journal = journal;
    }

    /** The device extension: where the FDO sends its IRPs. */
    private static final class Fdo {
        private DeviceObject lower;
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
        } catch (NtStatusException e) {
            return e.status();
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
        PnpMinorFunction minor = (PnpMinorFunction) irp.currentStackLocation().minor();
        note(minor + " " + fdo.instanceId());
        DeviceObject lower = fdo.extension(Fdo.class).lower;
        return switch (minor) {
            case START_DEVICE -> startDevice(fdo, lower, irp);
            case REMOVE_DEVICE -> removeDevice(fdo, lower, irp);
            default -> io.forwardIrp(lower, irp);
        };
    }

    private NtStatus startDevice(DeviceObject fdo, DeviceObject lower, Irp irp) {
        NtStatus status = io.forwardIrpSynchronously(lower, irp);
        return complete(irp, status.isSuccess() ? start(fdo) : status);
    }

    /** Completes an IRP with a status. */
    protected final NtStatus complete(Irp irp, NtStatus status) {
        irp.setStatus(status);
        io.completeRequest(irp);
        return status;
    }

    /** The driver's part of START_DEVICE, after the lower drivers have done theirs. */
    protected NtStatus start(DeviceObject fdo) {
        return NtStatus.SUCCESS;
    }

    protected NtStatus removeDevice(DeviceObject fdo, DeviceObject lower, Irp irp) {
        irp.setStatus(NtStatus.SUCCESS);
        NtStatus status = io.forwardIrp(lower, irp);
        io.detachDevice(lower);
        io.deleteDevice(fdo);
        return status;
    }

    protected void unload(DriverObject driver) {
        note("Unload");
    }

    /** Writes into the journal. */
    protected final void note(String line) {
        journal.accept(line);
    }
}
