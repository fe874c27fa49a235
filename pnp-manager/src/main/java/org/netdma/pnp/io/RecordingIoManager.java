// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.io;

import org.netdma.pnp.life.LifeRecorder;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.LoadedDriver;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.DeferredRoutine;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.resource.InterruptResource;

/**
 * The I/O manager as driver bundles get it: records what they call it for in the life of the device. IRPs are recorded
 * where they are passed on and completed, whoever does that.
 */
public final class RecordingIoManager implements IoManager {

    private final IoManager io;

    /** @param io does the work */
    public RecordingIoManager(IoManager io) {
        this.io = io;
    }

    /** Something a driver asks for. */
    @FunctionalInterface
    private interface Request<T> {
        T ask() throws NtStatusException;
    }

    @Override
    public DeviceObject createDevice(DriverObject driver, Object extension) throws NtStatusException {
        LifeRecorder life = driver instanceof LoadedDriver loaded ? loaded.lastLife().orElse(null) : null;
        return record(life, life == null ? null : life.driver(driver.name()), "IoCreateDevice",
                () -> io.createDevice(driver, extension));
    }

    @Override
    public DeviceObject attachDeviceToDeviceStack(DeviceObject device, DeviceObject target) throws NtStatusException {
        LifeRecorder life = life(target);
        LifeParty driver = life != null && device instanceof DeviceLayer layer ? life.driver(layer.driver().name())
                : null;
        return record(life, driver, "IoAttachDeviceToDeviceStack", () -> io.attachDeviceToDeviceStack(device, target));
    }

    @Override
    public void detachDevice(DeviceObject lower) {
        if (lower instanceof DeviceLayer layer) {
            layer.attachedDevice().ifPresent(above -> record(above, "IoDetachDevice"));
        }
        io.detachDevice(lower);
    }

    @Override
    public void deleteDevice(DeviceObject device) {
        record(device, "IoDeleteDevice");
        io.deleteDevice(device);
    }

    @Override
    public NtStatus callDriver(DeviceObject device, Irp irp) {
        return io.callDriver(device, irp);
    }

    @Override
    public NtStatus forwardIrpSynchronously(DeviceObject lower, Irp irp) {
        return io.forwardIrpSynchronously(lower, irp);
    }

    @Override
    public NtStatus forwardIrp(DeviceObject lower, Irp irp) {
        return io.forwardIrp(lower, irp);
    }

    @Override
    public void completeRequest(Irp irp) {
        io.completeRequest(irp);
    }

    @Override
    public void writeErrorLogEntry(DeviceObject device, String text) {
        io.writeErrorLogEntry(device, text);
    }

    @Override
    public void invalidateDeviceState(DeviceObject device) {
        record(device, "IoInvalidateDeviceState");
        io.invalidateDeviceState(device);
    }

    @Override
    public InterruptObject connectInterrupt(DeviceObject device, InterruptResource resource,
            InterruptServiceRoutine routine) throws NtStatusException {
        return record(life(device), device instanceof DeviceLayer layer ? layer.party() : null,
                "IoConnectInterruptEx", () -> io.connectInterrupt(device, resource, routine));
    }

    @Override
    public DeferredProcedureCall createDpc(DeviceObject device, DeferredRoutine routine) {
        return io.createDpc(device, routine);
    }

    @Override
    public int processorCount() {
        return io.processorCount();
    }

    private static LifeRecorder life(DeviceObject device) {
        return device instanceof DeviceLayer layer ? layer.home().map(stack -> stack.life()).orElse(null) : null;
    }

    private static void record(DeviceObject device, String routine) {
        LifeRecorder life = life(device);
        if (life != null) {
            life.call(((DeviceLayer) device).party(), LifeParty.PNP_MANAGER, routine);
        }
    }

    /** Records the call, and the answer where that is a refusal. */
    private static <T> T record(LifeRecorder life, LifeParty driver, String routine, Request<T> request)
            throws NtStatusException {
        if (life == null || driver == null) {
            return request.ask();
        }
        life.call(driver, LifeParty.PNP_MANAGER, routine);
        try {
            return request.ask();
        } catch (NtStatusException refused) {
            life.answer(LifeParty.PNP_MANAGER, driver, routine, refused.status());
            throw refused;
        }
    }
}
