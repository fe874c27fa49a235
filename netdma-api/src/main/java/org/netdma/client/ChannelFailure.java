// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import org.netdma.wdm.NtStatus;

/**
 * What halted a channel.
 *
 * @param failedTicket        the copy that failed, a gather by its ticket; its destination may be partly written
 * @param lastSubmittedTicket copies after the failed one, up to this, were not attempted and can be submitted again
 * @param status              what the driver said was the cause [MEM-10], such as IN_PAGE_ERROR for a mapped file that
 *                            was cut off; IO_DEVICE_ERROR when the engine reported a fault and its driver said no more,
 *                            IO_TIMEOUT when it did not answer, CANCELLED when it was aborted, DEVICE_REMOVED when its
 *                            device was pulled out
 * @param message             a sentence without a full stop that names what failed; never null
 */
public record ChannelFailure(long failedTicket, long lastSubmittedTicket, NtStatus status, String message) {

    /** A failure of which no more is known than its status. */
    public ChannelFailure(long failedTicket, long lastSubmittedTicket, NtStatus status) {
        this(failedTicket, lastSubmittedTicket, status, describe(status));
    }

    private static String describe(NtStatus status) {
        return switch (status) {
            case IO_TIMEOUT -> "the engine made no progress in time";
            case CANCELLED -> "the channel was aborted";
            case DEVICE_REMOVED -> "the device was pulled out";
            default -> "the engine reported a fault";
        };
    }
}
