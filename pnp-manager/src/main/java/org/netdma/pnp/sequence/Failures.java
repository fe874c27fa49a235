// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.util.Optional;

import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.thread.Outcome;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Says in a sentence how a driver's routine failed. */
final class Failures {

    /**
     * How a routine failed.
     *
     * @param text   why, naming the rule and what the driver tripped over
     * @param thrown what it threw; null when it did not throw
     */
    record Failure(String text, Throwable thrown) {
    }

    private Failures() {
    }

    /**
     * {@return why the routine failed, to be logged by the caller; empty when it succeeded}
     *
     * @param said what the driver itself said of it, if it did
     */
    static Optional<Failure> reason(String what, Outcome<NtStatus> outcome, LoadedDriver driver, String rule,
            Optional<String> said) {
        Optional<String> refused = driver.takeRefusedParameter().or(() -> said);
        String how;
        Throwable thrown = null;
        if (outcome instanceof Outcome.Returned<NtStatus> returned) {
            NtStatus status = returned.value();
            if (status == NtStatus.SUCCESS) {
                return Optional.empty();
            }
            how = "returned " + status;
        } else if (outcome instanceof Outcome.Threw<NtStatus> threw) {
            thrown = threw.thrown();
            how = "threw " + thrown;
        } else {
            rule = rule + ", PNP-18";
            how = "did not return in time";
        }
        String why = refused.map(text -> ": " + text).orElse("");
        return Optional.of(new Failure("%s %s%s [%s]".formatted(what, how, why, rule), thrown));
    }

    /** {@return that an IRP failed, with what is known of it: a parameter, a broken rule, or who completed it} */
    static NtStatusException refusal(String what, IrpSender.Answer answer, LoadedDriver driver, String rule) {
        return new NtStatusException(answer.status(), rule,
                what + " failed: " + driver.takeRefusedParameter().orElse(answer.cause()));
    }
}
