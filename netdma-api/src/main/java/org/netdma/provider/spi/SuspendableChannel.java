// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.spi;

import java.util.Objects;
import org.netdma.wdm.NtStatus;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A channel that can be suspended, and therefore resumed [REG-3]. Between the two the interface may change the part of
 * the chain that is not processed yet [XFR-6].
 */
@ConsumerType
public interface SuspendableChannel extends ProviderChannel {

    /**
     * Suspends the channel: the current descriptor completes, then the engine reads no further one. When this returns
     * the engine touches neither descriptors nor client memory of the channel until ResumeDma; where the descriptor
     * asked for a report, the completion word says SUSPEND [XFR-6].
     *
     * @return the outcome. Windows: ProviderSuspendDma
     */
    Suspension suspendDma();

    /**
     * Goes on after a suspension: the engine rereads the last processed descriptor for its next one, since the chain
     * behind it may have changed [XFR-6].
     *
     * @return SUCCESS, or why the channel could not go on. Windows: ProviderResumeDma
     */
    NtStatus resumeDma();

    /**
     * Outcome of a suspension.
     *
     * @param status                  SUCCESS, or why the channel goes on as before
     * @param lastProcessedDescriptor physical address of the last descriptor processed; 0 when none was since StartDma,
     *                                or when the status is no success
     */
    record Suspension(NtStatus status, long lastProcessedDescriptor) {
        public Suspension {
            Objects.requireNonNull(status);
        }
    }
}
