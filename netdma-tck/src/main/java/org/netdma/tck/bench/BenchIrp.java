// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.netdma.wdm.DeviceObject;
import org.netdma.wdm.IoStackLocation;
import org.netdma.wdm.Irp;
import org.netdma.wdm.IrpInformation;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.driver.CancelRoutine;
import org.netdma.wdm.driver.CompletionRoutine;

/**
 * An IRP that knows who holds it: whoever touches it out of turn breaks [PNP-9]. The bus driver answers through methods
 * of its own.
 */
final class BenchIrp implements Irp {

    private final Violations violations;
    private final BenchDeviceObject bus;
    private final IoStackLocation[] locations;
    private final CompletionRoutine[] routines;
    private final BenchDeviceObject[] holders;
    private final CountDownLatch completed = new CountDownLatch(1);
    private int current = -1;
    private boolean skipped;
    private volatile BenchDeviceObject holder;
    private volatile boolean pending;
    private volatile boolean cancellable;
    private volatile boolean reachedBus;
    private volatile NtStatus status = NtStatus.NOT_SUPPORTED;
    private volatile IrpInformation information;

    BenchIrp(Violations violations, DeviceStack stack, IoStackLocation request, IrpInformation information) {
        this.violations = violations;
        this.bus = stack.bottom();
        this.locations = new IoStackLocation[stack.depth()];
        this.routines = new CompletionRoutine[stack.depth()];
        this.holders = new BenchDeviceObject[stack.depth()];
        this.information = information;
        locations[0] = request;
    }

    /** Hands the IRP to a device object; false when its stack locations are used up. */
    synchronized boolean passTo(BenchDeviceObject device) {
        if (current < 0 || !skipped) {
            if (current + 1 == locations.length) {
                return false;
            }
            if (locations[current + 1] == null) {
                violations.add("PNP-8", "%s is passed down with its stack location neither copied nor skipped"
                        .formatted(locations[current]));
                locations[current + 1] = locations[current];
            }
            current++;
        }
        skipped = false;
        holders[current] = device;
        holder = device;
        reachedBus |= device == bus;
        return true;
    }

    /** Runs the completion routines from here up, until one keeps the IRP or all have run. */
    void complete() {
        while (true) {
            CompletionRoutine routine;
            BenchDeviceObject setter;
            synchronized (this) {
                routine = routines[current];
                routines[current] = null;
                current--;
                setter = current < 0 ? null : holders[current];
                holder = setter;
            }
            if (routine != null && setter != null
                    && routine.completed(setter, this) == NtStatus.MORE_PROCESSING_REQUIRED) {
                return;
            }
            if (setter == null) {
                completed.countDown();
                return;
            }
        }
    }

    boolean awaitCompleted(Duration limit) {
        try {
            return completed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@return whether a driver may touch it; if not, the attempt is noted} */
    boolean checkHeld(String attempt) {
        BenchDeviceObject now = holder;
        if (now != null && now != bus) {
            return true;
        }
        violations.add("PNP-9", "%s %s after it was %s".formatted(locations[0], attempt,
                isCompleted() ? "completed" : "passed down"));
        return false;
    }

    boolean isCompleted() {
        return holder == null;
    }

    boolean isAtBus() {
        return holder == bus;
    }

    boolean reachedBus() {
        return reachedBus;
    }

    boolean isMarkedPending() {
        return pending;
    }

    IoStackLocation request() {
        return locations[0];
    }

    NtStatus finalStatus() {
        return status;
    }

    Optional<IrpInformation> finalInformation() {
        return Optional.ofNullable(information);
    }

    void answer(NtStatus answer, IrpInformation answered) {
        status = answer;
        information = answered == null ? information : answered;
    }

    @Override
    public IoStackLocation currentStackLocation() {
        checkHeld("is asked for its stack location");
        return locations[Math.max(current, 0)];
    }

    @Override
    public NtStatus status() {
        checkHeld("is asked for its status");
        return status;
    }

    @Override
    public void setStatus(NtStatus given) {
        if (checkHeld("is given status " + given)) {
            status = given;
        }
    }

    @Override
    public <T extends IrpInformation> Optional<T> information(Class<T> type) {
        checkHeld("is asked for its information");
        return Optional.ofNullable(information).filter(type::isInstance).map(type::cast);
    }

    @Override
    public void setInformation(IrpInformation given) {
        if (checkHeld("is given information")) {
            information = given;
        }
    }

    @Override
    public void markPending() {
        if (checkHeld("is marked pending")) {
            pending = true;
        }
    }

    /** The bench waits for every IRP and cancels none. */
    @Override
    public boolean setCancelRoutine(CancelRoutine routine) {
        cancellable = checkHeld("is made cancellable");
        return cancellable;
    }

    @Override
    public boolean clearCancelRoutine() {
        boolean was = cancellable;
        cancellable = false;
        return was;
    }

    /** Notes an IRP that leaves its driver with a cancel routine that could still be called. */
    void checkNotCancellable(String attempt) {
        if (clearCancelRoutine()) {
            violations.add("PNP-9", "%s is %s with its cancel routine set; clear it before"
                    .formatted(locations[0], attempt));
        }
    }

    void markPendingByBus() {
        pending = true;
    }

    @Override
    public synchronized void copyCurrentStackLocationToNext() {
        if (checkHeld("is prepared for the next driver") && current + 1 < locations.length) {
            locations[current + 1] = locations[current];
            routines[current + 1] = null;
        }
    }

    @Override
    public synchronized void skipCurrentStackLocation() {
        if (checkHeld("is prepared for the next driver")) {
            skipped = true;
        }
    }

    @Override
    public synchronized void setCompletionRoutine(CompletionRoutine routine) {
        if (checkHeld("is given a completion routine") && current + 1 < locations.length) {
            routines[current + 1] = routine;
        }
    }

    /** {@return the device object whose dispatch routine has it} */
    DeviceObject holder() {
        return holder;
    }
}
