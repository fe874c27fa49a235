// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.netdma.pnp.device.Devnode;
import org.netdma.pnp.irp.IoRequestPacket;
import org.netdma.pnp.irp.IrpRouter;
import org.netdma.pnp.irp.IrpTraceRing;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.thread.Outcome;
import org.netdma.pnp.thread.Patience;
import org.netdma.pnp.thread.PnpThread;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.MinorFunction;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.PowerMinorFunction;

/** Sends IRPs to the top of device stacks, on the PnP thread, and waits for their completion [PNP-4]. */
final class IrpSender {

    private static final System.Logger LOG = System.getLogger(IrpSender.class.getName());
    /** How long a driver may take to complete an IRP after its cancel routine has returned. */
    private static final Duration CANCEL_LIMIT = Duration.ofMillis(500);

    /**
     * How an IRP came back.
     *
     * @param status      its final status
     * @param information its final information, if any
     * @param cause       what went wrong if it failed; who completed it where nothing else is known
     * @param said        what a driver wrote of it with IoWriteErrorLogEntry, if anything
     * @param reached     the device objects whose drivers got it
     * @param pended      whether a driver let its sender wait: then it may still be at it, on a thread of its own
     */
    record Answer(NtStatus status, Optional<IrpInformation> information, String cause, Optional<String> said,
            Set<DeviceLayer> reached, boolean pended) {

        /** {@return whether nobody in the stack knew the request} */
        boolean isUntouched() {
            return status == NtStatus.NOT_SUPPORTED;
        }

        <T extends IrpInformation> Optional<T> information(Class<T> type) {
            return information.filter(type::isInstance).map(type::cast);
        }
    }

    private final PnpThread thread;
    private final IrpRouter router;
    private final Supplier<PnpLimits> limits;

    IrpSender(PnpThread thread, IrpRouter router, Supplier<PnpLimits> limits) {
        this.thread = thread;
        this.router = router;
        this.limits = limits;
    }

    Answer send(Devnode node, PnpMinorFunction minor) {
        return send(node, IoStackLocation.pnp(minor), null);
    }

    /** Sends an IRP and waits for it. {@code carried} is its information at the start, or null. */
    Answer send(Devnode node, IoStackLocation location, IrpInformation carried) {
        if (node.isStuck()) {
            LOG.log(Level.WARNING, "{0} is not sent to {1}: a thread is stuck in its driver [PNP-4]", location, node);
            return new Answer(NtStatus.DEVICE_BUSY, Optional.empty(), "a thread is stuck in its driver [PNP-4]",
                    Optional.empty(), Set.of(), false);
        }
        node.stack().beginRequest();
        DeviceLayer top = node.stack().top();
        IoRequestPacket irp = new IoRequestPacket(node.stack().layers().size(), location);
        if (carried != null) {
            irp.setInformation(carried);
        }
        IrpTraceRing.Journey journey = node.trace().sent(location.toString(), irp);
        node.inFlight().begins(irp);
        String what = location + " of " + node;
        Patience patience = new Patience(what, limits.get().of(location.minor()), node.stack()::progress);
        Outcome<NtStatus> outcome = thread.call(what, () -> router.callDriver(top, irp), patience);
        NtStatus status = await(irp, node, outcome, patience);
        node.inFlight().ended();
        journey.completed(irp.status());
        boolean pended = outcome instanceof Outcome.Returned<NtStatus> returned && returned.value() == NtStatus.PENDING;
        Optional<String> said = node.stack().endRequest();
        if (!isShown(location.minor(), status) || irp.explanation().isPresent()) {
            said.ifPresent(text -> LOG.log(Level.ERROR, "{0}: {1}", node, text));
        }
        return new Answer(status, irp.information(IrpInformation.class), cause(irp, said), said, irp.reached(), pended);
    }

    /** {@return whether what a driver says of such a request comes to people with what follows from the answer} */
    private static boolean isShown(MinorFunction minor, NtStatus status) {
        return minor == PnpMinorFunction.QUERY_PNP_DEVICE_STATE || !status.isSuccess()
                && (minor == PnpMinorFunction.START_DEVICE || minor == PnpMinorFunction.FILTER_RESOURCE_REQUIREMENTS
                        || minor instanceof PowerMinorFunction);
    }

    private static String cause(IoRequestPacket irp, Optional<String> said) {
        String by = irp.completedBy();
        return irp.explanation().or(() -> said)
                .orElseGet(() -> by + " completed it and gave no reason; the log may tell more");
    }

    private NtStatus await(IoRequestPacket irp, Devnode node, Outcome<NtStatus> outcome, Patience patience) {
        if (outcome instanceof Outcome.TimedOut) {
            outcome.stuckThread().ifPresent(node::markStuck);
            router.returnedLate(irp);
            return giveUp(irp, node, NtStatus.IO_TIMEOUT, "it did not return in time [PNP-18]");
        }
        if (outcome instanceof Outcome.Threw<NtStatus> threw) {
            LOG.log(Level.ERROR, irp + " of " + node + " was lost", threw.thrown());
            irp.explain("it was lost: " + threw.thrown());
            irp.abandon(NtStatus.DRIVER_INTERNAL_ERROR);
            return irp.status();
        }
        try {
            do {
                if (irp.awaitCompletionOrRecall(patience.limit())) {
                    return irp.status();
                }
            } while (!irp.isRecalled() && patience.renew());
            return irp.isRecalled()
                    ? giveUp(irp, node, NtStatus.NO_SUCH_DEVICE, "its hardware was pulled out meanwhile [PNP-11]")
                    : giveUpPending(irp, node);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            irp.abandon(NtStatus.IO_TIMEOUT);
            return irp.status();
        }
    }

    private NtStatus giveUpPending(IoRequestPacket irp, Devnode node) {
        NtStatus status = giveUp(irp, node, NtStatus.IO_TIMEOUT, "it was not completed in time [PNP-9]");
        if (irp.isAbandoned()) {
            router.neverCompleted(irp);
        }
        return status;
    }

    /**
     * Waits for an IRP no longer: it is cancelled. When its holder does not complete it even then, it is abandoned.
     *
     * @param because the status of an IRP that did not end by itself
     */
    private NtStatus giveUp(IoRequestPacket irp, Devnode node, NtStatus because, String reason) {
        irp.explain(reason);
        Outcome<Boolean> outcome = thread.call("cancel " + irp + " of " + node, () -> router.cancel(irp),
                limits.get().call());
        outcome.stuckThread().ifPresent(node::markStuck);
        boolean ends = outcome instanceof Outcome.Returned<Boolean> returned && returned.value();
        try {
            irp.awaitCompletion(ends ? CANCEL_LIMIT : Duration.ZERO);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (irp.abandon(because)) {
            LOG.log(Level.ERROR, "{0} of {1} is given up: {2}", irp, node, reason);
        } else if (irp.status() == NtStatus.CANCELLED) {
            LOG.log(Level.WARNING, "{0} of {1} was cancelled: {2}", irp, node, reason);
            return because;
        }
        return irp.status();
    }
}
