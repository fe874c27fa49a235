// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.verifier.DriverVerifier;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.MajorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.driver.Dispatch;

/** Takes IRPs down and up device stacks. Stateless but for its limit; runs on whichever thread calls. */
public final class IrpRouter {

    private static final System.Logger LOG = System.getLogger(IrpRouter.class.getName());

    private final Supplier<Duration> forwardLimit;
    private final IrpWatch watch;

    /**
     * @param forwardLimit how long a synchronous forward waits for the lower drivers; asked each time
     * @param watch        on drivers
     */
    public IrpRouter(Supplier<Duration> forwardLimit, DriverVerifier watch) {
        this.forwardLimit = forwardLimit;
        this.watch = new IrpWatch(watch);
    }

    /** Notes that the sender gave an IRP up that was pending too long. */
    public void neverCompleted(IoRequestPacket irp) {
        watch.neverCompleted(irp);
    }

    /** Notes that a dispatch routine did not return within the limit of its IRP. */
    public void returnedLate(IoRequestPacket irp) {
        watch.returnedLate(irp);
    }

    /** {@return what the dispatch routine of the device's driver returned; see IoManager} */
    public NtStatus callDriver(DeviceLayer device, IoRequestPacket irp) {
        if (!irp.enter(device)) {
            return failWithoutLocation(device, irp);
        }
        if (device.isDeleted()) {
            return fail(irp, NtStatus.DEVICE_REMOVED, irp + " was passed to " + device + ", which is deleted [PNP-10]");
        }
        if (device.driver().isRevoked()) {
            return fail(irp, NtStatus.DEVICE_REMOVED, "%s does not reach driver %s, which is gone [PNP-14]"
                    .formatted(irp, device.driver().name()));
        }
        IoStackLocation location = irp.currentStackLocation();
        Dispatch routine = device.driver().dispatch(location.major());
        if (routine == null) {
            return dispatchByDefault(device, location.major(), irp);
        }
        return dispatch(routine, device, irp);
    }

    private NtStatus failWithoutLocation(DeviceLayer device, IoRequestPacket irp) {
        String reason = "%s was passed to %s without a stack location for it: copy or skip the current one first, "
                + "and never pass on what is completed [PNP-8]";
        return fail(irp, NtStatus.DRIVER_INTERNAL_ERROR, reason.formatted(irp, device));
    }

    private NtStatus dispatch(Dispatch routine, DeviceLayer device, IoRequestPacket irp) {
        NtStatus returned;
        try {
            returned = watch.during(device, irp, () -> routine.dispatch(device, irp));
        } catch (Throwable caught) {
            // Any throwable, errors of linking included: it is the driver's, and must stay the driver's [PNP-18].
            irp.explain(device.threw(LOG, "while handling " + irp, caught));
            return irp.isHeldBy(device) ? fail(irp, NtStatus.DRIVER_INTERNAL_ERROR, irp + " fails for it")
                    : NtStatus.DRIVER_INTERNAL_ERROR;
        }
        if (returned != NtStatus.PENDING && irp.isHeldBy(device)) {
            String reason = "driver %s returned %s for %s and neither completed it nor passed it on [PNP-8]";
            return fail(irp, NtStatus.DRIVER_INTERNAL_ERROR,
                    reason.formatted(device.driver().name(), returned, irp));
        }
        if (returned == null) {
            LOG.log(Level.ERROR, "driver {0} returned null for {1}: return the status of the IRP, or PENDING [PNP-18]",
                    device.driver().name(), irp);
            return NtStatus.DRIVER_INTERNAL_ERROR;
        }
        return returned;
    }

    private NtStatus dispatchByDefault(DeviceLayer device, MajorFunction major, IoRequestPacket irp) {
        boolean passesDown = major == MajorFunction.POWER || major == MajorFunction.SYSTEM_CONTROL;
        Optional<DeviceLayer> below = device.stack().flatMap(stack -> stack.below(device));
        if (passesDown && below.isPresent()) {
            irp.skipCurrentStackLocation();
            return callDriver(below.get(), irp);
        }
        NtStatus status = passesDown ? irp.status() : NtStatus.INVALID_DEVICE_REQUEST;
        irp.setStatus(status);
        complete(irp);
        return status;
    }

    private NtStatus fail(IoRequestPacket irp, NtStatus status, String reason) {
        LOG.log(Level.WARNING, "{0}", reason);
        irp.explain(reason);
        irp.setStatus(status);
        complete(irp);
        return status;
    }

    /** Passes an IRP down for good. */
    public NtStatus forward(DeviceLayer lower, IoRequestPacket irp) {
        irp.skipCurrentStackLocation();
        return callDriver(lower, irp);
    }

    /** Passes an IRP down and waits for it to come back to the caller. */
    public NtStatus forwardSynchronously(DeviceLayer lower, IoRequestPacket irp) {
        if (!irp.hasLocationBelow()) {
            return failWithoutLocation(lower, irp); // nothing would ever come back to the caller
        }
        CountDownLatch back = new CountDownLatch(1);
        irp.copyCurrentStackLocationToNext();
        irp.setCompletionRoutine((device, completed) -> {
            back.countDown();
            return NtStatus.MORE_PROCESSING_REQUIRED;
        });
        Duration limit = forwardLimit.get();
        callDriver(lower, irp);
        try {
            if (back.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return irp.status();
            }
            LOG.log(Level.WARNING, "{0} was not completed by the drivers from {1} down within {2} ms [PNP-18]",
                    irp, lower, limit.toMillis());
            irp.explain("the drivers from " + lower + " down did not complete it in time [PNP-18]");
        } catch (InterruptedException interrupted) {
            // The PnP manager interrupts a driver call that exceeds its limit; the flag is for the driver to see.
            Thread.currentThread().interrupt();
            LOG.log(Level.WARNING, "waiting for {0} in {1} was interrupted [PNP-18]", irp, lower);
        }
        cancel(irp);
        if (back.getCount() == 0) {
            return irp.status();
        }
        if (irp.abandon(NtStatus.IO_TIMEOUT)) {
            watch.neverCompleted(irp);
        }
        return NtStatus.IO_TIMEOUT;
    }

    /**
     * Cancels an IRP: from now on it can not be made cancellable, and the routine that does cancel it runs on this
     * thread, where one is set.
     *
     * @return whether there was one
     */
    public boolean cancel(IoRequestPacket irp) {
        Optional<Cancellation.Call> call = irp.cancel();
        call.ifPresent(routine -> run(routine, irp));
        return call.isPresent();
    }

    private void run(Cancellation.Call call, IoRequestPacket irp) {
        String driver = "driver " + call.owner().driver().name();
        if (call.owner().driver().isRevoked()) {
            LOG.log(Level.WARNING, "{0} is not cancelled by {1}, which is gone [PNP-14]", irp, driver);
            return;
        }
        LOG.log(Level.INFO, "{0} is cancelled; {1} holds it", irp, driver);
        try {
            watch.running(call.owner(), () -> {
                call.routine().cancel(call.owner(), irp);
                return null;
            });
        } catch (Throwable caught) {
            call.owner().threw(LOG, "in its cancel routine for " + irp, caught);
        }
    }

    /** Completes an IRP with the status it holds; its completion routines run from here up. */
    public void complete(Irp irp) {
        if (!(irp instanceof IoRequestPacket packet)) {
            LOG.log(Level.ERROR, "{0} is not an IRP of this I/O manager and is not completed [PNP-9]", irp);
            return;
        }
        String by = watch.whoTouches(packet).map("driver "::concat).orElse("nobody");
        if (!packet.beginCompletion(by)) {
            LOG.log(Level.ERROR, "{0} is completed once more by {1}, after {2} completed it: refused [PNP-9]",
                    packet, by, packet.completedBy());
            watch.completedAgain(packet);
            return;
        }
        checkCompletion(packet, by);
        watch.completed(packet);
        Optional<StackLocations.Step> step = packet.leave();
        while (step.isPresent() && !keeps(packet, step.get())) {
            String owner = "driver " + step.get().owner().driver().name();
            if (!packet.beginCompletion(packet.completedBy())) {
                LOG.log(Level.ERROR, "{0}: the completion routine of {1} lets it go after it was completed [PNP-9]",
                        packet, owner);
                watch.completedAgain(packet);
                return;
            }
            step = packet.leave();
        }
    }

    private boolean keeps(IoRequestPacket irp, StackLocations.Step step) {
        try {
            return watch.running(step.owner(), () -> step.routine().completed(step.owner(), irp))
                    == NtStatus.MORE_PROCESSING_REQUIRED;
        } catch (Throwable caught) {
            irp.explain(step.owner().threw(LOG, "in its completion routine for " + irp, caught));
            irp.setStatus(NtStatus.DRIVER_INTERNAL_ERROR);
            return false;
        }
    }

    private static void checkCompletion(IoRequestPacket irp, String by) {
        NtStatus status = irp.status();
        if (status == NtStatus.PENDING || status == NtStatus.MORE_PROCESSING_REQUIRED) {
            LOG.log(Level.ERROR, "{0} completed by {1} with {2}, which is no final status [PNP-9]", irp, by, status);
            irp.setStatus(NtStatus.DRIVER_INTERNAL_ERROR);
        } else if (status.isSuccess() && !irp.hasReachedBottom()
                && irp.currentStackLocation().minor() instanceof PnpMinorFunction) {
            LOG.log(Level.WARNING, "{0} was completed by {1} and never reached the bus driver: pass down each PnP IRP "
                    + "that you did not fail [PNP-8]", irp, by);
        }
    }
}
