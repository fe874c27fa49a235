// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.concurrent.atomic.AtomicInteger;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/** Of what a driver asks the I/O manager for: plenty, until a test makes it run out. */
public final class Supply {

    private static final int PLENTY = Integer.MAX_VALUE;

    private final String what;
    private final AtomicInteger left = new AtomicInteger(PLENTY);

    Supply(String what) {
        this.what = what;
    }

    /** So many are left. */
    public void limit(int count) {
        left.set(count);
    }

    /** There is plenty again. */
    public void replenish() {
        left.set(PLENTY);
    }

    void take() throws NtStatusException {
        if (left.getAndUpdate(count -> count == PLENTY ? PLENTY : Math.max(0, count - 1)) == 0) {
            throw new NtStatusException(NtStatus.INSUFFICIENT_RESOURCES, "PNP-18",
                    "the test wants no " + what + " left");
        }
    }
}
