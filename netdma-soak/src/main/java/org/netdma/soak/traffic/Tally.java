// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts copies. Callable from any thread. */
public final class Tally {

    static final int FAULTS_KEPT = 20;

    private final LongAdder verified = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failedLoudly = new LongAdder();
    private final List<String> faults = new ArrayList<>();

    void verified(long length) {
        verified.increment();
        bytes.add(length);
    }

    void failedLoudly() {
        failedLoudly.increment();
    }

    /** Notes something that must not happen. */
    public synchronized void fault(String fault) {
        if (faults.size() < FAULTS_KEPT) {
            faults.add(fault);
        }
    }

    /** {@return the counts so far} */
    public synchronized TallySheet sheet() {
        return new TallySheet(verified.sum(), bytes.sum(), failedLoudly.sum(), faults);
    }
}
