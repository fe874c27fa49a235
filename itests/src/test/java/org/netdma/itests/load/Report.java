// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.Optional;
import java.util.function.Consumer;
import org.netdma.wdm.NtStatus;

/** Tells the test of each copy, in lines of text: the test may have other classes than the bundle that copies. */
record Report(Consumer<String> lines) {

    /** A copy is asked for. */
    void started(String by) {
        lines.accept("started " + by);
    }

    /** A copy ended well. */
    void verified(String by, Optional<String> wrong) {
        lines.accept("verified " + by);
        wrong.ifPresent(this::fault);
    }

    /** A copy ended with a status. */
    void failed(NtStatus status, Optional<String> wrong) {
        lines.accept("failed " + status.name());
        wrong.ifPresent(this::fault);
    }

    /** A channel was refused. */
    void refused(NtStatus status) {
        lines.accept("refused " + status.name());
    }

    /** Something happened that must not. */
    void fault(String what) {
        lines.accept("fault: " + what);
    }
}
