// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/** A driver or a client's bundle with the eye on it. Callable from any thread; not for the data path. */
public final class Watched {

    private final CoreVerifier verifier;
    private final Suspect suspect;
    private final Runnable stop;

    Watched(CoreVerifier verifier, Suspect suspect, Runnable stop) {
        this.verifier = verifier;
        this.suspect = suspect;
        this.stop = stop;
    }

    /** {@return whether it is watched now} */
    public boolean isOn() {
        return verifier.mode(suspect.name()) != VerifierMode.OFF;
    }

    /**
     * Reports what this thread sees it do, or sees that it did.
     *
     * @return whether it is to be stopped
     */
    public boolean report(VerifierRule rule, String call, String detail) {
        return isOn() && report(rule, call, detail, here());
    }

    /** {@return the stack of this thread, from the caller of this object on} */
    private static List<StackTraceElement> here() {
        return Arrays.stream(Thread.currentThread().getStackTrace()).dropWhile(Watched::isOwn).toList();
    }

    private static boolean isOwn(StackTraceElement frame) {
        return frame.getClassName().equals(Thread.class.getName())
                || frame.getClassName().equals(Watched.class.getName());
    }

    /** Reports what it did somewhere else. {@return whether it is to be stopped} */
    public boolean report(VerifierRule rule, String call, String detail, List<StackTraceElement> stack) {
        if (!isOn()) {
            return false;
        }
        Violation violation =
                new Violation(Instant.now(), rule, suspect.name(), suspect.device(), call, detail, stack);
        boolean stopped = verifier.report(violation) == VerifierMode.STRICT;
        if (stopped) {
            stop.run();
        }
        return stopped;
    }

    /** Has a driver's device fail, whether it is watched or not: nobody can rely on it any more. */
    public void failDevice(String reason) {
        verifier.failDevice(suspect.device(), reason);
    }

    /** Runs a routine of its, and looks on. {@return what the routine returns} */
    public <T> T during(String routine, Supplier<T> call) {
        return verifier.during(suspect.name(), suspect.device(), routine, call);
    }

    /** {@return as {@link #during}, for another thread, while the calling one waits for that} */
    public <T> Supplier<T> duringElsewhere(String routine, Supplier<T> call) {
        return verifier.onBehalf(() -> during(routine, call));
    }

    /** Runs a routine of its, and looks on. */
    public void during(String routine, Runnable call) {
        during(routine, () -> {
            call.run();
            return null;
        });
    }

    @Override
    public String toString() {
        return suspect.name();
    }
}
