// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import org.netdma.descriptor.TransferStatus;

/**
 * How far a channel is, as its engine reported.
 *
 * @param last   number of the last descriptor reported done, as the {@link Ring} counts; -1 for none
 * @param status of the channel
 */
public record Progress(long last, TransferStatus status) {

    /** {@return whether the channel stands still because of an error or an abort} */
    public boolean isHalted() {
        return status == TransferStatus.HALTED;
    }
}
