// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** How long a test's loop may go on: a test of code that is broken fails, instead of waiting for ever. */
public final class TimeLimit {

    private final Duration limit;
    private final long deadline;

    private TimeLimit(Duration limit) {
        this.limit = limit;
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** {@return a limit for what comes by itself, and soon unless the machine is busy} */
    public static TimeLimit ofAWait() {
        return new TimeLimit(Duration.ofSeconds(60));
    }

    /** {@return a limit for work that takes a second or two on an idle machine} */
    public static TimeLimit ofALoad() {
        return new TimeLimit(Duration.ofSeconds(60));
    }

    /** Fails when the time is over. */
    public void check() {
        Assertions.assertTrue(System.nanoTime() - deadline < 0, () -> "did not come within " + limit);
    }
}
