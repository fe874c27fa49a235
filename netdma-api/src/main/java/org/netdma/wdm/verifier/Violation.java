// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.verifier;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A rule that was broken.
 *
 * @param at     when it was seen
 * @param rule   which one
 * @param driver who broke it: the driver's name, or the symbolic name of the client's bundle
 * @param device instance id of the driver's device; empty when a client did it, or it is about no device
 * @param call   the routine in which, or the call after which, it was broken, such as {@code NetDmaDeregisterProvider}
 * @param detail what happened, in a sentence
 * @param stack  where, innermost first: of the thread that broke it where that is known, else of the one that saw it
 */
public record Violation(Instant at, VerifierRule rule, String driver, String device, String call, String detail,
        List<StackTraceElement> stack) {

    public Violation {
        Objects.requireNonNull(at);
        Objects.requireNonNull(rule);
        Objects.requireNonNull(driver);
        Objects.requireNonNull(device);
        Objects.requireNonNull(call);
        Objects.requireNonNull(detail);
        stack = List.copyOf(stack);
    }

    /** {@return one that this thread sees now, with its stack} */
    public static Violation now(VerifierRule rule, String driver, String device, String call, String detail) {
        return of(rule, driver, device, call, detail, Thread.currentThread());
    }

    /** {@return one that is seen now, with the stack that a thread has now} */
    public static Violation of(VerifierRule rule, String driver, String device, String call, String detail,
            Thread culprit) {
        List<StackTraceElement> stack = Arrays.stream(culprit.getStackTrace()).dropWhile(Violation::isOwn).toList();
        return new Violation(Instant.now(), rule, driver, device, call, detail, stack);
    }

    private static boolean isOwn(StackTraceElement frame) {
        return frame.getClassName().equals(Thread.class.getName())
                || frame.getClassName().equals(Violation.class.getName());
    }
}
