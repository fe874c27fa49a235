// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.verifier;

import java.util.Optional;
import java.util.function.Supplier;

import org.netdma.wdm.verifier.Verifier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/**
 * The eye on drivers: knows whose routine runs, and tells the verifier what it sees, where there is one and it wants to
 * know. Any thread.
 */
public final class DriverVerifier {

    private volatile Verifier verifier;
    // The name of the driver whose routine a thread runs; not set for threads of drivers' own.
    private final ThreadLocal<String> running = new ThreadLocal<>();

    /** Says who is told from now on; null for nobody. */
    public void reportTo(Verifier whom) {
        verifier = whom;
    }

    /** {@return whether anybody wants to know what a driver does wrong} */
    public boolean isOn(String driver) {
        Verifier told = verifier;
        return told != null && told.mode(driver) != VerifierMode.OFF;
    }

    /**
     * Reports what this thread sees a driver do, or sees that it did.
     *
     * @param device instance id of the device it is about; empty for none
     */
    public void report(VerifierRule rule, String driver, String device, String call, String detail) {
        report(rule, driver, device, call, detail, Thread.currentThread());
    }

    /** Reports what a driver does on a thread. */
    public void report(VerifierRule rule, String driver, String device, String call, String detail, Thread culprit) {
        Verifier told = verifier;
        if (told != null && told.mode(driver) != VerifierMode.OFF) {
            told.report(Violation.of(rule, driver, device, call, detail, culprit));
        }
    }

    /** Runs a routine of a driver, which is soon to return. {@return what the routine returns} */
    public <T> T during(String driver, String device, String routine, Supplier<T> call) {
        Verifier told = verifier;
        return running(driver, told == null ? call : () -> told.during(driver, device, routine, call));
    }

    /** Runs a routine of a driver, which may take its time. {@return what the routine returns} */
    public <T> T running(String driver, Supplier<T> call) {
        String outer = running.get();
        running.set(driver);
        try {
            return call.get();
        } finally {
            if (outer == null) {
                running.remove();
            } else {
                running.set(outer);
            }
        }
    }

    /** {@return the driver whose routine runs on this thread, if it is known} */
    public Optional<String> running() {
        return Optional.ofNullable(running.get());
    }

    /** {@return the driver whose routine runs on this thread, if it is known and is not this one} */
    public Optional<String> runningInsteadOf(String driver) {
        return running().filter(now -> !now.equals(driver));
    }
}
