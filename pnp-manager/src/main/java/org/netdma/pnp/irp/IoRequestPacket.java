// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.irp;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.PnpMinorFunction;
import org.netdma.wdm.driver.CancelRoutine;
import org.netdma.wdm.driver.CompletionRoutine;
import org.netdma.wdm.pnp.IrpTrace;

/**
 * An IRP.
 *
 * <p>Who holds it is decided under its monitor, so that two completions from two threads, or a completion and a
 * cancellation, can not both win [PNP-9]; driver code never runs under the monitor.
 */
public final class IoRequestPacket implements Irp {

    private static final System.Logger LOG = System.getLogger(IoRequestPacket.class.getName());

    private enum Phase { TRAVELLING, COMPLETING, COMPLETED, ABANDONED }

    private final IoStackLocation request;
    private final StackLocations locations;
    private final Cancellation cancellation = new Cancellation();
    private final Itinerary itinerary = new Itinerary();
    // Who had it last, be it passed on with its location skipped, so that it has none any more; null for nobody yet.
    private DeviceLayer lastHolder;
    private Phase phase = Phase.TRAVELLING;
    private NtStatus status = NtStatus.NOT_SUPPORTED;
    private IrpInformation information;
    private boolean reachedBottom;
    private boolean blamed;
    private boolean recalled;
    private String completedBy = "nobody";
    private String explanation;

    /**
     * @param depth of the stack it will travel, 1 or more
     * @param first what the top of the stack is asked for
     */
    public IoRequestPacket(int depth, IoStackLocation first) {
        request = Objects.requireNonNull(first);
        locations = new StackLocations(depth, first);
    }

    @Override
    public synchronized IoStackLocation currentStackLocation() {
        return locations.current();
    }

    @Override
    public synchronized NtStatus status() {
        return status;
    }

    @Override
    public synchronized void setStatus(NtStatus newStatus) {
        Objects.requireNonNull(newStatus);
        if (isFinal("status " + newStatus)) {
            return;
        }
        status = newStatus;
    }

    @Override
    public synchronized <T extends IrpInformation> Optional<T> information(Class<T> type) {
        return Optional.ofNullable(information).filter(type::isInstance).map(type::cast);
    }

    @Override
    public synchronized void setInformation(IrpInformation newInformation) {
        if (!isFinal("information " + newInformation)) {
            information = newInformation;
        }
    }

    private boolean isOver() {
        return phase == Phase.COMPLETED || phase == Phase.ABANDONED;
    }

    private boolean isFinal(String change) {
        boolean over = isOver();
        if (over) {
            LOG.log(Level.WARNING, "{0}: {1} set after completion by {2} is ignored: IoStatus is final [PNP-9]",
                    this, change, completedBy);
        }
        return over;
    }

    @Override
    public void markPending() {
        // What counts is the status that the dispatch routine returns; both are the same to the I/O manager.
    }

    @Override
    public synchronized boolean setCancelRoutine(CancelRoutine routine) {
        return phase == Phase.TRAVELLING && cancellation.set(routine, lastHolder);
    }

    @Override
    public synchronized boolean clearCancelRoutine() {
        return cancellation.clear();
    }

    /** Cancels the IRP. {@return the cancel routine that has to be called, and then completes it; empty for none} */
    synchronized Optional<Cancellation.Call> cancel() {
        Optional<Cancellation.Call> call = cancellation.cancel();
        call.ifPresent(routine -> IrpSteps.cancelled(request, routine.owner()));
        return call;
    }

    private void takeForgottenCancelRoutine(String what, String by) {
        if (cancellation.clear()) {
            LOG.log(Level.WARNING, "{0} is {1} by {2} with its cancel routine set: clear it before [PNP-9]", this, what,
                    by);
        }
    }

    @Override
    public synchronized void copyCurrentStackLocationToNext() {
        locations.copyCurrentToNext();
    }

    @Override
    public synchronized void skipCurrentStackLocation() {
        locations.skipCurrent();
    }

    @Override
    public synchronized void setCompletionRoutine(CompletionRoutine routine) {
        locations.setRoutine(routine);
    }

    /** {@return whether a driver holds it and has a location for the driver below} */
    synchronized boolean hasLocationBelow() {
        return phase == Phase.TRAVELLING && locations.hasNext();
    }

    /** Hands the IRP to a device object; false when the sender prepared no location or none is left. */
    synchronized boolean enter(DeviceLayer device) {
        if (phase != Phase.TRAVELLING || !locations.enter(device)) {
            return false;
        }
        if (lastHolder != null) {
            takeForgottenCancelRoutine("passed on", "driver " + lastHolder.driver().name());
        }
        IrpSteps.passed(locations.current(), lastHolder, device);
        lastHolder = device;
        itinerary.reached(device, locations.current());
        reachedBottom |= device.stack().filter(stack -> stack.physicalDevice() == device).isPresent();
        return true;
    }

    /** Begins completion; false when it is completed already, or the sender has given up. */
    synchronized boolean beginCompletion(String by) {
        if (phase != Phase.TRAVELLING) {
            return false;
        }
        takeForgottenCancelRoutine("completed", by);
        phase = Phase.COMPLETING;
        completedBy = by;
        return true;
    }

    /**
     * Leaves one location upwards.
     *
     * @return the next completion routine, whose owner holds the IRP while it runs; empty when there is none left and
     *         the IRP is completed
     */
    synchronized Optional<StackLocations.Step> leave() {
        Optional<StackLocations.Step> step = locations.leave();
        if (step.isPresent()) {
            DeviceLayer owner = step.get().owner();
            IrpSteps.returned(request, lastHolder, owner, status);
            lastHolder = owner;
            // The owner may keep the IRP and complete it on another thread before its routine has returned.
            phase = Phase.TRAVELLING;
        } else if (phase == Phase.COMPLETING) {
            if (lastHolder != null) {
                // Before the sender learns of it and goes on.
                IrpSteps.returned(request, lastHolder, null, status);
            }
            phase = Phase.COMPLETED;
            notifyAll();
        }
        return step;
    }

    /** Ends the journey from the sender's side: it waits no longer, and later completions are refused. */
    public synchronized boolean abandon(NtStatus because) {
        if (isOver()) {
            return false;
        }
        if (lastHolder != null) {
            IrpSteps.abandoned(request, lastHolder);
        }
        phase = Phase.ABANDONED;
        status = because;
        completedBy = "the I/O manager, which gave up waiting";
        notifyAll();
        return true;
    }

    /** Asks the sender to wait no longer and to cancel the IRP. Any thread. */
    synchronized void recall() {
        recalled = true;
        notifyAll();
    }

    /** {@return whether the sender was asked to wait no longer} */
    public synchronized boolean isRecalled() {
        return recalled;
    }

    /** {@return whether it asks for something that may be refused [PNP-7]} */
    boolean mayFail() {
        return !(request.minor() instanceof PnpMinorFunction minor) || minor.mayFail();
    }

    /** {@return whether the sender gave up before anybody completed it} */
    public synchronized boolean isAbandoned() {
        return phase == Phase.ABANDONED;
    }

    /** {@return what was asked of the top of the stack} */
    IoStackLocation request() {
        return request;
    }

    /** {@return whether this one is asked for the first time: one driver is blamed for a failure, not all above it} */
    synchronized boolean blame() {
        boolean first = !blamed;
        blamed = true;
        return first;
    }

    /** {@return whether this device's driver holds the IRP: has neither passed it on nor completed it} */
    synchronized boolean isHeldBy(DeviceLayer device) {
        return phase == Phase.TRAVELLING && locations.isAt(device);
    }

    /** {@return the device object whose driver got it last, if one did: who holds it, or completes it} */
    synchronized Optional<DeviceLayer> lastHolder() {
        return Optional.ofNullable(lastHolder);
    }

    /** {@return the device objects whose drivers got it} */
    public synchronized Set<DeviceLayer> reached() {
        return itinerary.devices();
    }

    /** {@return what people see of the device objects it reached} */
    synchronized List<IrpTrace.Location> visited() {
        return itinerary.visited();
    }

    /** {@return whether the bus driver has seen it} */
    synchronized boolean hasReachedBottom() {
        return reachedBottom;
    }

    /** {@return who completed it last, for log lines and people} */
    public synchronized String completedBy() {
        return completedBy;
    }

    /** Notes what went wrong, for the device's problem text; the first one to say so knows best. */
    public synchronized void explain(String what) {
        explanation = explanation == null ? what : explanation;
    }

    /** {@return what went wrong, if that is known} */
    public synchronized Optional<String> explanation() {
        return Optional.ofNullable(explanation);
    }

    /** {@return whether the IRP is completed or given up; its status is final then} */
    public boolean awaitCompletion(Duration limit) throws InterruptedException {
        return await(limit, false);
    }

    /** {@return whether the IRP is completed; not when the limit is over, nor when it is recalled} */
    public boolean awaitCompletionOrRecall(Duration limit) throws InterruptedException {
        return await(limit, true);
    }

    private synchronized boolean await(Duration limit, boolean heedRecall) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (!isOver() && left > 0 && !(heedRecall && recalled)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return isOver();
    }

    @Override
    public String toString() {
        return "IRP " + request;
    }
}
