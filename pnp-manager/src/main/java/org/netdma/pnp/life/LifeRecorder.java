// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.life;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.netdma.pnp.thread.Outcome;
import org.netdma.wdm.InterfaceStep;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.DeviceLife;
import org.netdma.wdm.pnp.LifeParty;
import org.netdma.wdm.pnp.LifeParty.Role;
import org.netdma.wdm.pnp.LifeStep;
import org.netdma.wdm.pnp.LifeStep.Kind;

/**
 * Records the last life of one device. Bounded: the beginning stays, of the rest the newest steps. Safe for use by any
 * thread. Holds names and no objects of drivers, so that it outlives them without keeping their classes.
 */
public final class LifeRecorder {

    /** How many steps are kept of the beginning: more than it takes to start. */
    static final int BEGINNING = 96;
    /** How many steps are kept of what comes after it. */
    static final int NEWEST = 160;

    private final List<LifeStep> beginning = new ArrayList<>();
    private final Deque<LifeStep> newest = new ArrayDeque<>();
    private long omitted;
    // Empty names for nobody.
    private LifeParty functionDriver = function("");
    private Set<String> lowerFilters = Set.of();

    /** Notes that the bundle of a staged driver is started for the device. */
    public synchronized void bundleStarts(String driver, String bundle) {
        beginAnew();
        note("starts bundle %s of driver %s".formatted(bundle, driver));
    }

    /** Notes which drivers are to serve the device. When others did before, this begins a new life. */
    public synchronized void servedBy(String driver, Set<String> filtersBelow) {
        beginAnew();
        functionDriver = function(driver);
        lowerFilters = Set.copyOf(filtersBelow);
    }

    private void beginAnew() {
        if (!functionDriver.name().isEmpty()) {
            beginning.clear();
            newest.clear();
            omitted = 0;
            functionDriver = function("");
        }
    }

    private static LifeParty function(String driver) {
        return new LifeParty(Role.FUNCTION_DRIVER, driver);
    }

    /** {@return the party that a driver above the PDO is} */
    public synchronized LifeParty driver(String name) {
        return name.equals(functionDriver.name()) ? functionDriver
                : new LifeParty(lowerFilters.contains(name) ? Role.LOWER_FILTER : Role.UPPER_FILTER, name);
    }

    /** Records that a routine is called, or an IRP passed on. */
    public void call(LifeParty from, LifeParty to, String text) {
        add(Kind.CALL, from, to, text, NtStatus.SUCCESS);
    }

    /** Records that a routine returned, or an IRP was completed. */
    public void answer(LifeParty from, LifeParty to, String text, NtStatus status) {
        add(Kind.ANSWER, from, to, text, status);
    }

    /** Records something that happened inside the PnP manager. */
    public void note(String text) {
        add(Kind.NOTE, LifeParty.PNP_MANAGER, LifeParty.PNP_MANAGER, text, NtStatus.SUCCESS);
    }

    /** Records a call of the PnP manager to a routine of a driver, and how it ended. */
    public Outcome<NtStatus> calling(String driver, String routine, Supplier<Outcome<NtStatus>> call) {
        LifeParty called = driver(driver);
        call(LifeParty.PNP_MANAGER, called, routine);
        Outcome<NtStatus> outcome = call.get();
        answer(called, LifeParty.PNP_MANAGER, routine, status(outcome));
        return outcome;
    }

    private static NtStatus status(Outcome<NtStatus> outcome) {
        if (outcome instanceof Outcome.Returned<NtStatus> returned) {
            return returned.value() == null ? NtStatus.DRIVER_INTERNAL_ERROR : returned.value();
        }
        return outcome instanceof Outcome.Threw<NtStatus> ? NtStatus.DRIVER_INTERNAL_ERROR : NtStatus.IO_TIMEOUT;
    }

    /** Records a step between the function driver and an interface. */
    public synchronized void step(InterfaceStep step) {
        LifeParty called = new LifeParty(Role.INTERFACE, step.interfaceName());
        LifeParty driver = functionDriver;
        switch (step.direction()) {
            case DRIVER_CALLS -> call(driver, called, step.routine());
            case INTERFACE_ANSWERS -> answer(called, driver, step.routine(), step.status());
            case INTERFACE_CALLS -> call(called, driver, step.routine());
            case DRIVER_ANSWERS -> answer(driver, called, step.routine(), step.status());
        }
    }

    private synchronized void add(Kind kind, LifeParty from, LifeParty to, String text, NtStatus status) {
        LifeStep step = new LifeStep(Instant.now(), kind, from, to, text, status, 1);
        LifeStep last = !newest.isEmpty() ? newest.getLast()
                : beginning.isEmpty() ? null : beginning.get(beginning.size() - 1);
        if (last != null && isSame(last, step)) {
            LifeStep again = new LifeStep(step.at(), kind, from, to, text, status, last.times() + 1);
            if (newest.isEmpty()) {
                beginning.set(beginning.size() - 1, again);
            } else {
                newest.removeLast();
                newest.addLast(again);
            }
        } else if (beginning.size() < BEGINNING) {
            beginning.add(step);
        } else {
            keepNewest(step);
        }
    }

    private void keepNewest(LifeStep step) {
        if (newest.size() == NEWEST) {
            newest.removeFirst();
            omitted++;
        }
        newest.addLast(step);
    }

    private static boolean isSame(LifeStep one, LifeStep other) {
        return one.kind() == other.kind() && one.from().equals(other.from()) && one.to().equals(other.to())
                && one.text().equals(other.text()) && one.status() == other.status();
    }

    /** {@return what is recorded now} */
    public synchronized DeviceLife life(String instanceId) {
        List<LifeStep> steps = new ArrayList<>(beginning);
        steps.addAll(newest);
        return new DeviceLife(instanceId, steps, omitted, beginning.size());
    }
}
