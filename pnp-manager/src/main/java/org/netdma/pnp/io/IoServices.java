// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.io;

import java.lang.System.Logger.Level;
import java.util.Optional;

import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.interrupt.DpcProcessors;
import org.netdma.pnp.interrupt.InterruptController;
import org.netdma.pnp.irp.IoRequestPacket;
import org.netdma.pnp.irp.IrpRouter;
import org.netdma.pnp.object.DeviceConnection;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.verifier.DriverVerifier;
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
import org.netdma.wdm.resource.InterruptResource;

/** The I/O manager as drivers call it: checks whose objects it is given, and hands on to the parts that do the work. */
public final class IoServices implements IoManager {

    private static final System.Logger LOG = System.getLogger(IoServices.class.getName());

    private final IrpRouter router;
    private final InterruptController interrupts;
    private final DpcProcessors processors;
    private final DriverVerifier watch;

    public IoServices(IrpRouter router, InterruptController interrupts, DpcProcessors processors,
            DriverVerifier watch) {
        this.watch = watch;
        this.router = router;
        this.interrupts = interrupts;
        this.processors = processors;
    }

    @Override
    public DeviceObject createDevice(DriverObject driver, Object extension) throws NtStatusException {
        if (driver instanceof LoadedDriver loaded) {
            return loaded.createDevice(extension);
        }
        throw foreign("driver object", driver);
    }

    @Override
    public DeviceObject attachDeviceToDeviceStack(DeviceObject device, DeviceObject target) throws NtStatusException {
        DeviceLayer layer = own(device);
        Optional<DeviceStack> stack = own(target).stack();
        if (stack.isEmpty()) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_STATE, "REG-1",
                    target + " is in no stack; attach to the PDO that AddDevice got");
        }
        return stack.get().attach(layer);
    }

    @Override
    public void detachDevice(DeviceObject lower) {
        if (lower instanceof DeviceLayer layer) {
            // Not by way of the stack of the lower one, which has left it already if it is not the PDO [PNP-10].
            layer.attachedLayer().filter(above -> mayTouch("detaches", above))
                    .ifPresent(above -> above.stack().ifPresent(stack -> stack.detach(above)));
        }
    }

    @Override
    public void deleteDevice(DeviceObject device) {
        if (!(device instanceof DeviceLayer layer) || layer.isDeleted() || !mayTouch("deletes", layer)) {
            return;
        }
        layer.markDeleted();
        layer.stack().filter(stack -> stack.physicalDevice() != layer).ifPresent(stack -> {
            LOG.log(Level.WARNING, "driver {0} deletes {1} while it is attached: detach it first [PNP-10]",
                    layer.driver().name(), layer);
            stack.detach(layer);
        });
        for (DeviceConnection connection : layer.connections()) {
            LOG.log(Level.WARNING, "driver {0} deletes {1} and leaves {2} behind: given back for it [PNP-10]",
                    layer.driver().name(), layer, connection.description());
            connection.release();
        }
        layer.driver().forget(layer);
    }

    /** A driver gets to know the objects of others in its stack; they are not its own all the same. */
    private boolean mayTouch(String does, DeviceLayer layer) {
        Optional<String> other = watch.runningInsteadOf(layer.driver().name());
        other.ifPresent(driver -> LOG.log(Level.ERROR, "driver {0} {1} {2}, which is of driver {3}: refused, it takes "
                + "care of its own objects only [PNP-18]", driver, does, layer, layer.driver().name()));
        return other.isEmpty();
    }

    @Override
    public NtStatus callDriver(DeviceObject device, Irp irp) {
        return device instanceof DeviceLayer layer && irp instanceof IoRequestPacket packet
                ? router.callDriver(layer, packet) : refuse(device, irp);
    }

    @Override
    public NtStatus forwardIrpSynchronously(DeviceObject lower, Irp irp) {
        return lower instanceof DeviceLayer layer && irp instanceof IoRequestPacket packet
                ? router.forwardSynchronously(layer, packet) : refuse(lower, irp);
    }

    @Override
    public NtStatus forwardIrp(DeviceObject lower, Irp irp) {
        return lower instanceof DeviceLayer layer && irp instanceof IoRequestPacket packet
                ? router.forward(layer, packet) : refuse(lower, irp);
    }

    @Override
    public void completeRequest(Irp irp) {
        router.complete(irp);
    }

    @Override
    public void writeErrorLogEntry(DeviceObject device, String text) {
        Optional<DeviceStack> stack = device instanceof DeviceLayer layer ? layer.home() : Optional.empty();
        Optional<String> unclaimed = stack.isPresent() ? stack.get().noteError(text) : Optional.of(text);
        unclaimed.ifPresent(entry -> LOG.log(Level.ERROR, "{0}: {1}", device, entry));
    }

    @Override
    public void invalidateDeviceState(DeviceObject device) {
        if (device instanceof DeviceLayer layer) {
            layer.stateChanged();
        } else {
            LOG.log(Level.ERROR, "the state of {0} is not asked for: it was not made by this I/O manager [PNP-18]",
                    device);
        }
    }

    @Override
    public InterruptObject connectInterrupt(DeviceObject device, InterruptResource resource,
            InterruptServiceRoutine routine) throws NtStatusException {
        DeviceLayer layer = own(device);
        String driver = layer.driver().name();
        return interrupts.connect(layer, resource, watch.isOn(driver)
                ? () -> watch.during(driver, layer.instanceId(), "InterruptService", routine::service) : routine);
    }

    @Override
    public DeferredProcedureCall createDpc(DeviceObject device, DeferredRoutine routine) {
        if (device instanceof DeviceLayer layer && !layer.isDeleted()) {
            String driver = layer.driver().name();
            return processors.create(layer, watch.isOn(driver)
                    ? cpu -> watch.during(driver, layer.instanceId(), "DeferredRoutine", () -> {
                        routine.run(cpu);
                        return null;
                    }) : routine);
        }
        LOG.log(Level.ERROR, "a DPC for {0}, which is deleted or not of this I/O manager, will never run: pass the FDO "
                + "[PNP-10]", device);
        return NeverQueuedCall.INSTANCE;
    }

    @Override
    public int processorCount() {
        return processors.count();
    }

    /** What a driver gets that asks for a DPC in the name of nobody. */
    private enum NeverQueuedCall implements DeferredProcedureCall {
        INSTANCE;

        @Override
        public boolean queue(int cpu) {
            return false;
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }

    private static NtStatus refuse(DeviceObject device, Irp irp) {
        LOG.log(Level.ERROR, "{0} for {1}: one of them was not made by this I/O manager [PNP-8]", irp, device);
        return NtStatus.INVALID_PARAMETER;
    }

    private static DeviceLayer own(DeviceObject device) throws NtStatusException {
        if (device instanceof DeviceLayer layer) {
            return layer;
        }
        throw foreign("device object", device);
    }

    private static NtStatusException foreign(String what, Object object) {
        return new NtStatusException(NtStatus.INVALID_PARAMETER, "PNP-18",
                what + " " + object + " was not made by this I/O manager");
    }
}
