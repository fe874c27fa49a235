// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netdma.fault.DriverEntryPoint;
import org.netdma.fault.Fault;
import org.netdma.fault.InjectedFault;
import org.netdma.wdm.NtStatus;

/** What goes wrong on purpose in the driver itself, and not in its engine. Any thread. */
final class DriverFaults {

    private Fault.AllocationFailure refusal;
    private Fault.DriverException exception;
    private long refused;
    private long thrown;
    private volatile boolean throwing;

    /** An entry point that throws because a test wants it to. */
    static final class InjectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InjectedException(DriverEntryPoint entryPoint) {
            super("an injected fault: %s throws".formatted(entryPoint));
        }
    }

    synchronized void arm(Fault.AllocationFailure fault) {
        refusal = fault;
        refused = 0;
    }

    synchronized void arm(Fault.DriverException fault) {
        exception = fault;
        thrown = 0;
        throwing = true;
    }

    synchronized void clear() {
        refusal = null;
        exception = null;
        throwing = false;
    }

    /** {@return whether a fault that has happened so often may happen again} */
    static boolean mayHappenAgain(long times, long happened) {
        return times == Fault.UNTIL_CLEARED || happened < times;
    }

    /** {@return whether an entry point may throw} */
    boolean mayThrow() {
        return throwing;
    }

    /** Throws when the entry point shall. */
    void enter(DriverEntryPoint entryPoint) {
        if (throwing && isDue(entryPoint)) {
            throw new InjectedException(entryPoint);
        }
    }

    private synchronized boolean isDue(DriverEntryPoint entryPoint) {
        boolean due = throwing && exception.entryPoint() == entryPoint;
        if (due) {
            throwing = mayHappenAgain(exception.times(), ++thrown);
        }
        return due;
    }

    /** {@return what an allocation is refused with; empty when it is not} */
    synchronized Optional<NtStatus> refusal() {
        if (refusal == null || !mayHappenAgain(refusal.times(), refused)) {
            return Optional.empty();
        }
        refused++;
        return Optional.of(refusal.status());
    }

    synchronized List<InjectedFault> injected() {
        List<InjectedFault> injected = new ArrayList<>();
        if (refusal != null) {
            injected.add(new InjectedFault(refusal, refused, mayHappenAgain(refusal.times(), refused)));
        }
        if (exception != null) {
            injected.add(new InjectedFault(exception, thrown, throwing));
        }
        return injected;
    }
}
