// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.PowerMinorFunction;

/** Something fails in one of its routines, once, in the way that it is told. */
public final class ThrowingDriver extends ToyDriver {

    /** Its routines. */
    public enum Routine {
        DRIVER_ENTRY, ADD_DEVICE, FILTER_RESOURCE_REQUIREMENTS, START_DEVICE, COMPLETION_ROUTINE, QUERY_PNP_DEVICE_STATE,
        QUERY_STOP_DEVICE, STOP_DEVICE, QUERY_REMOVE_DEVICE, CANCEL_REMOVE_DEVICE, REMOVE_DEVICE, SET_POWER,
        INTERRUPT_SERVICE, DEFERRED_ROUTINE, UNLOAD
    }

    private final Routine routine;
    private final Runnable failure;
    private volatile boolean failed;
    private volatile InterruptObject interrupt;

    public ThrowingDriver(IoManager io, Routine routine, Runnable failure) {
        super(io);
        this.routine = routine;
        this.failure = failure;
    }

    /** Raises its interrupt. */
    public void signal() {
        interrupt.signal();
    }

    private void in(Routine here) {
        if (here == routine && !failed) {
            failed = true;
            failure.run();
        }
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        in(Routine.DRIVER_ENTRY);
        driver.setDispatch(MajorFunction.POWER, this::power);
        return super.driverEntry(driver, registryPath);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        in(Routine.ADD_DEVICE);
        return super.addDevice(driver, pdo);
    }

    private NtStatus power(DeviceObject fdo, Irp irp) {
        if (irp.currentStackLocation().minor() == PowerMinorFunction.SET_POWER) {
            in(Routine.SET_POWER);
        }
        return io.forwardIrp(lower(fdo), irp);
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        switch (minor) {
            case FILTER_RESOURCE_REQUIREMENTS -> in(Routine.FILTER_RESOURCE_REQUIREMENTS);
            case QUERY_PNP_DEVICE_STATE -> in(Routine.QUERY_PNP_DEVICE_STATE);
            case QUERY_STOP_DEVICE -> in(Routine.QUERY_STOP_DEVICE);
            case STOP_DEVICE -> in(Routine.STOP_DEVICE);
            case QUERY_REMOVE_DEVICE -> {
                if (routine == Routine.CANCEL_REMOVE_DEVICE && !failed) {
                    return complete(irp, NtStatus.DEVICE_BUSY);
                }
                in(Routine.QUERY_REMOVE_DEVICE);
            }
            case CANCEL_REMOVE_DEVICE -> in(Routine.CANCEL_REMOVE_DEVICE);
            case REMOVE_DEVICE -> in(Routine.REMOVE_DEVICE);
            default -> { }
        }
        if (minor == PnpMinorFunction.START_DEVICE && routine == Routine.COMPLETION_ROUTINE) {
            irp.copyCurrentStackLocationToNext();
            irp.setCompletionRoutine((device, completed) -> {
                in(Routine.COMPLETION_ROUTINE);
                return NtStatus.SUCCESS;
            });
            return io.callDriver(lower(fdo), irp);
        }
        return super.dispatchPnp(fdo, irp, minor);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        in(Routine.START_DEVICE);
        DeferredProcedureCall call = io.createDpc(fdo, cpu -> in(Routine.DEFERRED_ROUTINE));
        try {
            interrupt = io.connectInterrupt(fdo, fdo.extension(Fdo.class).assigned.interrupts().get(0), () -> {
                in(Routine.INTERRUPT_SERVICE);
                return call.queue(0);
            });
            fdo.extension(Fdo.class).close = () -> {
                interrupt.disconnect();
                call.close();
            };
            return NtStatus.SUCCESS;
        } catch (NtStatusException refused) {
            return refused.status();
        }
    }

    @Override
    protected void unload(DriverObject driver) {
        super.unload(driver);
        in(Routine.UNLOAD);
    }
}
