// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.sequence;

import java.lang.System.Logger.Level;
import java.util.Optional;

import org.netdma.pnp.object.LoadedDriver;
import org.netdma.pnp.thread.Outcome;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Says in a sentence how a driver's routine failed. */
final class Failures {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private Failures() {
    }

    /**
     * {@return why the routine failed, naming the rule and what the driver tripped over; empty when it succeeded}
     *
     * @param said what the driver itself said of it, if it did
     */
    static Optional<String> reason(String what, Outcome<NtStatus> outcome, LoadedDriver driver, String rule,
            Optional<String> said) {
        Optional<String> refused = driver.takeRefusedParameter().or(() -> said);
        String how;
        if (outcome instanceof Outcome.Returned<NtStatus> returned) {
            NtStatus status = returned.value();
            if (status == NtStatus.SUCCESS) {
                return Optional.empty();
            }
            how = "returned " + status;
        } else if (outcome instanceof Outcome.Threw<NtStatus> threw) {
            LOG.log(Level.ERROR, what + " threw [" + rule + "]", threw.thrown());
            how = "threw " + threw.thrown();
        } else {
            rule = rule + ", PNP-18";
            how = "did not return in time";
        }
        return Optional.of("%s %s%s [%s]".formatted(what, how, refused.map(text -> ": " + text).orElse(""), rule));
    }

    /** {@return that an IRP failed, with what is known of it: a parameter, a broken rule, or who completed it} */
    static NtStatusException refusal(String what, IrpSender.Answer answer, LoadedDriver driver, String rule) {
        return new NtStatusException(answer.status(), rule,
                what + " failed: " + driver.takeRefusedParameter().orElse(answer.cause()));
    }
}
