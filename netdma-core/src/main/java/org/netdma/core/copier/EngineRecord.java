// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.concurrent.atomic.AtomicInteger;
import org.netdma.wdm.NtStatus;

/**
 * How one engine did lately. A copy that fails is its own misfortune; an engine that fails again and again and does
 * nothing in between is at fault itself, and the copies behind are not to find that out one by one. Any thread.
 */
final class EngineRecord {

    /** Each takes as long as the limit for a hung engine [STO-4]: copies are not to wait for that one by one. */
    private static final int MOST_TIMEOUTS = 3;
    /** Errors are quick: so many in a row cost little. */
    private static final int MOST_ERRORS = 64;

    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger timeouts = new AtomicInteger();

    /** Notes that it did a copy. */
    void done() {
        if (errors.getPlain() != 0 || timeouts.getPlain() != 0) {
            errors.set(0);
            timeouts.set(0);
        }
    }

    /** Notes that it failed one. */
    void failed(NtStatus status) {
        (status == NtStatus.IO_TIMEOUT ? timeouts : errors).incrementAndGet();
    }

    /** {@return whether it failed too often in a row: copies do better without it} */
    boolean isPoor() {
        return timeouts.get() >= MOST_TIMEOUTS || errors.get() >= MOST_ERRORS;
    }
}
