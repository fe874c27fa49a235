// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What the bench saw a driver do against the contract. The bench notes it and goes on, as the interface and the PnP
 * manager would; the test of the rule asks for it. Thread-safe.
 */
public final class Violations {

    private final Queue<Violation> seen = new ConcurrentLinkedQueue<>();

    /** Notes that the driver that is calling just now breaks a rule. */
    void add(String rule, String what) {
        seen.add(new Violation(rule, what, new Throwable("the driver called from here")));
    }

    /** {@return all that was seen so far, oldest first} */
    public List<Violation> all() {
        return List.copyOf(seen);
    }

    /** Fails when the driver broke this rule. */
    public void assertNone(String rule) {
        List<Violation> broken = seen.stream().filter(violation -> violation.rule().equals(rule)).toList();
        if (!broken.isEmpty()) {
            throw new AssertionFailedError(
                    broken.stream().map(Violation::toString).collect(Collectors.joining("\n")), broken.get(0).where());
        }
    }
}
