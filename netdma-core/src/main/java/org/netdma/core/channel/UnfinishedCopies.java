// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.lang.System.Logger;
import java.util.List;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.core.driver.ThrownLog;

/**
 * The stages that a halt, reset or end leaves to be completed.
 *
 * @param pending whose descriptors were all in the ring
 * @param backlog whose descriptors were not all in the ring
 * @param done    highest ticket that is done
 * @param failure why the engine stands still; null when it was not at fault
 */
record UnfinishedCopies(List<AsyncCopy> pending, List<AsyncCopy> backlog, long done, ChannelFailure failure) {

    private static final Logger LOG = System.getLogger(UnfinishedCopies.class.getName());
    /** No stage. */
    static final UnfinishedCopies NONE = new UnfinishedCopies(List.of(), List.of(), 0, null);

    /**
     * Completes what is done and fails the rest: each, whatever is thrown at one of them [MEM-13].
     *
     * @param gone why the channel cannot be used any more; null when it can
     */
    void complete(Refusal gone) {
        Throwable first = null;
        for (List<AsyncCopy> copies : List.of(pending, backlog)) {
            for (AsyncCopy copy : copies) {
                try {
                    complete(copy, copies == pending && copy.lastTicket() <= done, gone);
                } catch (RuntimeException | Error e) {
                    first = first == null ? e : first;
                }
            }
        }
        if (first != null) {
            ThrownLog.error(LOG, "the end of a copy threw; the others ended, too [MEM-13]", first);
        }
    }

    private void complete(AsyncCopy copy, boolean isDone, Refusal gone) {
        if (isDone) {
            copy.finish();
        } else {
            copy.fail(CopyOutcomes.unfinished(failure, copy.firstTicket(), gone));
        }
    }
}
