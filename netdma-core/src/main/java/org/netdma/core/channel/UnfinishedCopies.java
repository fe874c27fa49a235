// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.List;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;

/**
 * The stages that a halt, reset or end leaves to be completed.
 *
 * @param pending whose descriptors were all in the ring
 * @param backlog whose descriptors were not all in the ring
 * @param done    highest ticket that is done
 * @param failure why the engine stands still; null when it was not at fault
 */
record UnfinishedCopies(List<AsyncCopy> pending, List<AsyncCopy> backlog, long done, ChannelFailure failure) {

    /**
     * Completes what is done and fails the rest.
     *
     * @param gone why the channel cannot be used any more; null when it can
     */
    void complete(Refusal gone) {
        for (AsyncCopy copy : pending) {
            if (copy.lastTicket() <= done) {
                copy.finish();
            } else {
                fail(copy, gone);
            }
        }
        backlog.forEach(copy -> fail(copy, gone));
    }

    private void fail(AsyncCopy copy, Refusal gone) {
        copy.fail(CopyOutcomes.unfinished(failure, copy.firstTicket(), gone));
    }
}
