// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.DriverObject;
import org.netdma.wdm.InterruptObject;
import org.netdma.wdm.IoManager;
import org.netdma.wdm.Irp;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.driver.DeferredRoutine;
import org.netdma.wdm.driver.Dispatch;
import org.netdma.wdm.driver.InterruptServiceRoutine;
import org.netdma.wdm.resource.InterruptResource;

/**
 * The I/O manager as the driver under test sees it. It does what is asked where that is legal, and notes what is not.
 */
final class BenchIoManager implements IoManager {

    private final Bench bench;

    BenchIoManager(Bench bench) {
        this.bench = bench;
    }

    @Override
    public DeviceObject createDevice(DriverObject driver, Object extension) throws NtStatusException {
        if (!(driver instanceof BenchDriverObject loaded) || !loaded.isLoaded()) {
            violate("PNP-1", "a device object is made for a driver that is not loaded");
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PNP-1", "the driver is not loaded");
        }
        bench.deviceObjectSupply().take();
        BenchDeviceObject made = new BenchDeviceObject(loaded, extension);
        bench.deviceObjects().add(made);
        return made;
    }

    @Override
    public DeviceObject attachDeviceToDeviceStack(DeviceObject device, DeviceObject target) throws NtStatusException {
        BenchDeviceObject layer = (BenchDeviceObject) device;
        DeviceStack stack = ((BenchDeviceObject) target).stack();
        if (layer.stack() != null || layer.isDeleted() || stack == null) {
            violate("PNP-3", device + " is attached though it is attached or deleted already, or its target is");
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "PNP-3", device + " can not be attached");
        }
        BenchDeviceObject before = stack.top();
        stack.push(layer);
        return before;
    }

    @Override
    public void detachDevice(DeviceObject lower) {
        BenchDeviceObject below = (BenchDeviceObject) lower;
        BenchDeviceObject attached = below.stack() == null ? null : below.stack().above(below);
        if (attached != null) {
            below.stack().take(attached);
        }
    }

    @Override
    public void deleteDevice(DeviceObject device) {
        BenchDeviceObject layer = (BenchDeviceObject) device;
        DeviceStack stack = layer.stack();
        if (stack != null) {
            violate("PNP-10", device + " is deleted while it is attached; detach it before");
            stack.take(layer);
        }
        if (layer.lastStack() != null) {
            layer.lastStack().device().noteDeletion();
        }
        layer.delete();
    }

    @Override
    public NtStatus callDriver(DeviceObject device, Irp irp) {
        BenchDeviceObject target = (BenchDeviceObject) device;
        BenchIrp packet = (BenchIrp) irp;
        if (packet.isCompleted() && packet.reachedBus()) {
            violate("PNP-9", packet.request() + " is passed on after it was completed");
            return NtStatus.INVALID_DEVICE_REQUEST;
        }
        packet.checkNotCancellable("passed on");
        if (target == null || target.isDeleted() || !packet.passTo(target)) {
            violate("PNP-8", "%s is passed to %s, which is deleted or not below".formatted(packet.request(), device));
            return NtStatus.INVALID_DEVICE_REQUEST;
        }
        return dispatch(target, packet);
    }

    /** Runs the dispatch routine; one that throws fails the IRP [PNP-18]. */
    NtStatus dispatch(BenchDeviceObject target, BenchIrp packet) {
        Dispatch routine = target.owner().dispatch(packet.request().major());
        try {
            if (routine != null) {
                return routine.dispatch(target, packet);
            }
            BenchDeviceObject below = target.stack() == null ? null : target.stack().below(target);
            if (packet.request().major() == MajorFunction.POWER && below != null) {
                return forwardIrp(below, packet); // whoever has no entry for power needs none
            }
            packet.answer(NtStatus.INVALID_DEVICE_REQUEST, null);
        } catch (RuntimeException e) {
            bench.noteThrown(packet.request() + " of " + target, e);
            packet.answer(NtStatus.DRIVER_INTERNAL_ERROR, null);
        }
        if (!packet.isCompleted()) {
            packet.complete();
        }
        return packet.finalStatus();
    }

    @Override
    public NtStatus forwardIrpSynchronously(DeviceObject lower, Irp irp) {
        CountDownLatch done = new CountDownLatch(1);
        irp.copyCurrentStackLocationToNext();
        irp.setCompletionRoutine((device, completed) -> {
            done.countDown();
            return NtStatus.MORE_PROCESSING_REQUIRED;
        });
        callDriver(lower, irp);
        try {
            if (done.await(bench.threads().limit().toMillis(), TimeUnit.MILLISECONDS)) {
                return ((BenchIrp) irp).finalStatus();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NtStatus.IO_TIMEOUT;
    }

    @Override
    public NtStatus forwardIrp(DeviceObject lower, Irp irp) {
        irp.skipCurrentStackLocation();
        return callDriver(lower, irp);
    }

    @Override
    public void completeRequest(Irp irp) {
        BenchIrp packet = (BenchIrp) irp;
        if (packet.isAtBus() || packet.checkHeld("is completed")) {
            packet.checkNotCancellable("completed");
            packet.complete();
        }
    }

    @Override
    public InterruptObject connectInterrupt(DeviceObject device, InterruptResource resource,
            InterruptServiceRoutine routine) throws NtStatusException {
        DeviceStack stack = ((BenchDeviceObject) device).stack();
        if (stack == null || !stack.device().assigned().resources().contains(resource)) {
            violate("INT-4", "%s connects %s, which is not assigned to it".formatted(device, resource));
            throw new NtStatusException(NtStatus.INVALID_PARAMETER, "INT-4", resource + " is not assigned");
        }
        bench.interruptSupply().take();
        BenchInterrupt interrupt = new BenchInterrupt(bench, resource, routine);
        stack.device().add(interrupt);
        return interrupt;
    }

    @Override
    public DeferredProcedureCall createDpc(DeviceObject device, DeferredRoutine routine) {
        BenchDpc dpc = new BenchDpc(bench, routine);
        bench.dpcs().add(dpc);
        return dpc;
    }

    @Override
    public void invalidateDeviceState(DeviceObject device) {
        DeviceStack stack = ((BenchDeviceObject) device).stack();
        if (stack != null) {
            stack.device().invalidateState();
        }
    }

    @Override
    public int processorCount() {
        return Processors.COUNT;
    }

    private void violate(String rule, String what) {
        bench.violations().add(rule, what);
    }
}
