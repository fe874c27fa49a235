// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.ArrayList;
import java.util.List;

import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.InterfaceStep;
import org.netdma.wdm.InterfaceStep.Direction;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpParameters;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;
import org.netdma.wdm.RegistryPath;
import org.netdma.wdm.resource.InterruptResource;

/** Does what a provider driver does, with an interface that is none: the steps that NetDMA would note are noted. */
public final class EngineDriver extends ToyDriver {

    private final List<InterruptObject> interrupts = new ArrayList<>();
    private volatile boolean starts;

    /** @param starts whether its START_DEVICE succeeds */
    public EngineDriver(IoManager io, boolean starts) {
        super(io);
        this.starts = starts;
    }

    /** From now on its START_DEVICE fails. */
    public void failToStart() {
        starts = false;
    }

    @Override
    public NtStatus driverEntry(DriverObject driver, RegistryPath registryPath) {
        driver.setDispatch(MajorFunction.POWER, this::power);
        return super.driverEntry(driver, registryPath);
    }

    @Override
    protected NtStatus addDevice(DriverObject driver, DeviceObject pdo) {
        NtStatus status = super.addDevice(driver, pdo);
        step(pdo, Direction.DRIVER_CALLS, "NetDmaRegisterProvider");
        step(pdo, Direction.INTERFACE_CALLS, "SetDmaChannelCpuAffinity");
        step(pdo, Direction.DRIVER_ANSWERS, "SetDmaChannelCpuAffinity");
        step(pdo, Direction.INTERFACE_ANSWERS, "NetDmaRegisterProvider");
        return status;
    }

    @Override
    protected NtStatus dispatchPnp(DeviceObject fdo, Irp irp, PnpMinorFunction minor) {
        if (minor == PnpMinorFunction.STOP_DEVICE || minor == PnpMinorFunction.SURPRISE_REMOVAL) {
            ask(fdo, "NetDmaProviderStop");
            disconnect();
        }
        return super.dispatchPnp(fdo, irp, minor);
    }

    @Override
    protected NtStatus start(DeviceObject fdo) {
        try {
            for (InterruptResource interrupt : fdo.extension(Fdo.class).assigned.interrupts()) {
                interrupts.add(io.connectInterrupt(fdo, interrupt, () -> true));
            }
        } catch (NtStatusException refused) {
            return refused.status();
        }
        if (!starts) {
            disconnect();
            return NtStatus.IO_DEVICE_ERROR;
        }
        ask(fdo, "NetDmaProviderStart");
        return NtStatus.SUCCESS;
    }

    @Override
    protected NtStatus removeDevice(DeviceObject fdo, Irp irp) {
        ask(fdo, "NetDmaProviderStop");
        ask(fdo, "NetDmaDeregisterProvider");
        disconnect();
        return super.removeDevice(fdo, irp);
    }

    private void disconnect() {
        interrupts.forEach(InterruptObject::disconnect);
        interrupts.clear();
    }

    private NtStatus power(DeviceObject fdo, Irp irp) {
        if (irp.currentStackLocation().minor() == PowerMinorFunction.QUERY_POWER) {
            return io.forwardIrp(lower(fdo), irp);
        }
        if (irp.currentStackLocation().parameters().equals(new IrpParameters.Power(DevicePowerState.D3))) {
            ask(fdo, "NetDmaPnPEventNotify PROVIDER_POWER_DOWN");
            return io.forwardIrp(lower(fdo), irp);
        }
        NtStatus status = io.forwardIrpSynchronously(lower(fdo), irp);
        ask(fdo, "NetDmaPnPEventNotify PROVIDER_POWER_UP");
        return complete(irp, status);
    }

    private static void ask(DeviceObject fdo, String routine) {
        step(lower(fdo), Direction.DRIVER_CALLS, routine);
        step(lower(fdo), Direction.INTERFACE_ANSWERS, routine);
    }

    private static void step(DeviceObject pdo, Direction direction, String routine) {
        pdo.note(new InterfaceStep("NetDMA interface", direction, routine, NtStatus.SUCCESS));
    }
}
