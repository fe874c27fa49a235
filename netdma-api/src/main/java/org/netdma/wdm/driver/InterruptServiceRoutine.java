// SPDX-License-Identifier: Apache-2.0
package org.netdma.wdm.driver;

import org.osgi.annotation.versioning.ConsumerType;

/** Answers an interrupt. Windows: KSERVICE_ROUTINE, KMESSAGE_SERVICE_ROUTINE. */
@ConsumerType
@FunctionalInterface
public interface InterruptServiceRoutine {

    /**
     * Called on the thread that signalled the interrupt, at device level: finds out which channel it was, quiets the
     * hardware, queues the DPC [INT-2]. Never waits, never allocates. It may run on several threads at once when
     * several engines share a line.
     *
     * @return true when the interrupt was this device's, false when it was not: on a shared line every routine is
     *         asked, and one whose device has nothing to say does nothing
     */
    boolean service();
}
