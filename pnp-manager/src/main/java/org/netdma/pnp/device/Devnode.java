// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.device;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.netdma.pnp.driver.ServingDrivers;
import org.netdma.pnp.driver.StoredDriver;
import org.netdma.pnp.irp.IrpInFlight;
import org.netdma.pnp.irp.IrpTraceRing;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.object.DeviceStack;
import org.netdma.pnp.resource.Tenant;
import org.netdma.pnp.thread.StuckThread;
import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.DeviceInfo;
import org.netdma.wdm.pnp.DeviceState;
import org.netdma.wdm.pnp.ProblemCode;
import org.netdma.wdm.resource.ResourceList;
import org.netdma.wdm.resource.ResourceRequirementsList;

/** A device of the tree. Changed by the PnP manager's thread only; any thread may look. */
public final class Devnode implements Tenant {

    private static final System.Logger LOG = System.getLogger(Devnode.class.getName());

    private final Devnode parent;
    private final DeviceStack stack;
    private final DeviceObservers observers;
    private final IrpTraceRing trace = new IrpTraceRing();
    private final IrpInFlight inFlight = new IrpInFlight();
    private DeviceIdentity identity = DeviceIdentity.UNKNOWN;
    private ResourceRequirementsList requirements = ResourceRequirementsList.NONE;
    private ResourceRequirementsList needs = ResourceRequirementsList.NONE;
    private DevnodeState state = DevnodeState.NOT_PRESENT;
    private DevnodeProblem problem = DevnodeProblem.NONE;
    private DevicePowerState powerState = DevicePowerState.D0;
    private ServingDrivers drivers = ServingDrivers.NONE;
    // Of threads that are in a driver for this device, or were.
    private final List<StuckThread> stuck = new ArrayList<>();
    private boolean removable = true;

    /**
     * @param parent the bus, or null for the root
     * @param stack  of the device, with its PDO
     */
    public Devnode(Devnode parent, DeviceStack stack) {
        this.parent = parent;
        this.stack = Objects.requireNonNull(stack);
        observers = parent == null ? new DeviceObservers() : parent.observers;
    }

    /** Makes a transition. {@return SUCCESS; INVALID_DEVICE_STATE, logged, when the state does not allow the event} */
    public synchronized NtStatus transitionTo(DevnodeEvent event) {
        DeviceState before = state.shown();
        NtStatus status = move(event);
        if (status.isSuccess()) {
            tell(DeviceChange.What.STATE, before);
        }
        return status;
    }

    private NtStatus move(DevnodeEvent event) {
        Optional<DevnodeState> next = state.next(event);
        if (next.isEmpty()) {
            LOG.log(Level.ERROR, "{0}: {1} is illegal in state {2} and is refused", this, event, state);
            return NtStatus.INVALID_DEVICE_STATE;
        }
        LOG.log(Level.DEBUG, "{0}: {1} -> {2} ({3})", this, state, next.get(), event);
        state = next.get();
        stack.life().note(state.name());
        if (event == DevnodeEvent.START_SUCCEEDED) {
            powerState = DevicePowerState.D0;
        }
        problem = problem.after(event);
        return NtStatus.SUCCESS;
    }

    /** Ends a step that failed: state FAILED, and why. */
    public void fail(ProblemCode code, String text) {
        fail(code, text, null);
    }

    /** Ends a step that failed because something was thrown, null for nothing: state FAILED, and why. */
    public synchronized void fail(ProblemCode code, String text, Throwable thrown) {
        DeviceState before = state.shown();
        if (move(DevnodeEvent.STEP_FAILED).isSuccess()) {
            set(code, text, thrown);
            tell(DeviceChange.What.STATE, before);
        }
    }

    private void tell(DeviceChange.What what, DeviceState before) {
        // Before that it has no name that anybody could know it by.
        if (identity != DeviceIdentity.UNKNOWN) {
            observers.changed(new DeviceChange(what, before, snapshot()));
        }
    }

    /** Sets the problem that people see; the state stays. */
    public synchronized void report(ProblemCode code, String text) {
        boolean changes = !problem.equals(new DevnodeProblem(code, text));
        set(code, text, null);
        if (changes) {
            tell(DeviceChange.What.PROBLEM, state.shown());
        }
    }

    private void set(ProblemCode code, String text, Throwable thrown) {
        problem = new DevnodeProblem(code, text);
        if (code != ProblemCode.NONE) {
            stack.life().note("problem %d (%s)".formatted(code.number(), code.text()));
            LOG.log(code.isFault() ? Level.WARNING : Level.INFO, "%s has problem %d (%s): %s".formatted(this,
                    code.number(), code.text(), text), thrown);
        }
    }

    /** Notes that it is removed and waits for being pulled out. */
    public synchronized void ejected(String text) {
        if (state == DevnodeState.ENUMERATED) {
            transitionTo(DevnodeEvent.EJECTED);
        }
        report(ProblemCode.HELD_FOR_EJECT, text);
    }

    /** Takes the problem away. */
    public synchronized void clearProblem() {
        report(ProblemCode.NONE, "");
    }

    /** Sets what the bus driver told of the device. */
    public synchronized void identify(DeviceIdentity told, ResourceRequirementsList needs) {
        identity = told;
        requirements = needs;
        stack.identify(told.instanceId());
    }

    /** Sets the drivers that serve the device. */
    public synchronized void serveBy(ServingDrivers servers) {
        drivers = servers;
        servers.function().ifPresent(server -> {
            stack.life().servedBy(server.driverPackage().name(), servers.lowerFilters().stream()
                    .map(filter -> filter.driverPackage().name()).collect(Collectors.toSet()));
            stack.life().note("matches driver %s %s".formatted(server.driverPackage().name(),
                    server.driverPackage().bundle().version()));
        });
        stuck.removeIf(StuckThread::hasReturned);
        removable = true;
    }

    /** Notes that the device has reached a power state. */
    public synchronized void powered(DevicePowerState reached) {
        powerState = reached;
        tell(DeviceChange.What.POWER, state.shown());
    }

    /** {@return the power state it is in, as far as its drivers told} */
    public synchronized DevicePowerState powerState() {
        return powerState;
    }

    /** Notes that a thread is stuck in the driver for this device: it gets no more IRPs [PNP-4, PNP-18]. */
    public synchronized void markStuck(StuckThread thread) {
        stuck.add(thread);
    }

    /** Notes that its driver vetoes every orderly removal. */
    public synchronized void forbidRemoval() {
        removable = false;
    }

    /** {@return the state} */
    public synchronized DevnodeState state() {
        return state;
    }

    /** {@return the problem} */
    public synchronized ProblemCode problem() {
        return problem.code();
    }

    /** {@return the driver that serves it, if one does} */
    public synchronized Optional<StoredDriver> driver() {
        return drivers.function();
    }

    /** {@return all drivers that serve it, filters included, in the order of the stack} */
    public synchronized List<StoredDriver> drivers() {
        return drivers.all();
    }

    /** {@return whether a thread is stuck in the driver for this device, or was: the driver does not get over that} */
    public synchronized boolean isStuck() {
        return !stuck.isEmpty();
    }

    /** {@return whether a thread is in a driver for this device now, be it one that serves it no more} */
    public synchronized boolean isHeldByThread() {
        return stuck.stream().anyMatch(thread -> !thread.hasReturned());
    }

    /** {@return whether its driver allows orderly removals at all} */
    public synchronized boolean isRemovable() {
        return removable;
    }

    /** {@return what the bus driver told of it} */
    public synchronized DeviceIdentity identity() {
        return identity;
    }

    /** {@return what it needs, as its bus driver told} */
    public synchronized ResourceRequirementsList requirements() {
        return requirements;
    }

    /** Sets what its drivers made of that. */
    public synchronized void filtered(ResourceRequirementsList list) {
        needs = list;
    }

    @Override
    public synchronized ResourceRequirementsList needs() {
        return needs;
    }

    @Override
    public ResourceList assigned() {
        return stack.assigned();
    }

    @Override
    public void assign(ResourceList resources) {
        stack.assign(resources);
    }

    /** {@return its instance id, or a stand-in until it is known} */
    @Override
    public String instanceId() {
        return stack.instanceId();
    }

    /** {@return the bus it hangs on; empty for the root} */
    public Optional<Devnode> parent() {
        return Optional.ofNullable(parent);
    }

    /** {@return who is told what changes of the devices of its tree} */
    public DeviceObservers observers() {
        return observers;
    }

    /** {@return its stack} */
    public DeviceStack stack() {
        return stack;
    }

    /** {@return its newest IRPs} */
    public IrpTraceRing trace() {
        return trace;
    }

    /** {@return the IRP that its stack has now} */
    public IrpInFlight inFlight() {
        return inFlight;
    }

    /** {@return the device as it is at this moment} */
    public synchronized DeviceInfo snapshot() {
        List<String> layers = stack.layers().stream().map(DeviceLayer::name).toList();
        return new DeviceInfo(instanceId(), parent == null ? "" : parent.instanceId(), identity.description(),
                driver().map(each -> each.driverPackage().deviceClass()).orElse(""), identity.hardwareIds(),
                identity.compatibleIds(), state.shown(), problem.code(), problem.text(),
                driver().map(each -> each.driverPackage().name()).orElse(""), layers, stack.assigned(),
                powerState);
    }

    @Override
    public String toString() {
        return instanceId();
    }
}
