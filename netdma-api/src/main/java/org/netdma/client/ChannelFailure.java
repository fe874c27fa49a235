// SPDX-License-Identifier: Apache-2.0
package org.netdma.client;

import org.netdma.wdm.NtStatus;

/**
 * What halted a channel.
 *
 * @param failedTicket        the copy that failed; its destination may be partly written
 * @param lastSubmittedTicket copies after the failed one, up to this, were not attempted and can be submitted again
 * @param status              IO_DEVICE_ERROR when the engine reported a fault, IO_TIMEOUT when it did not answer,
 *                            CANCELLED when it was aborted
 */
public record ChannelFailure(long failedTicket, long lastSubmittedTicket, NtStatus status) {
}
