// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.util.List;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.wdm.NtStatus;

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
                copy.fail(reason(copy, gone));
            }
        }
        backlog.forEach(copy -> copy.fail(reason(copy, gone)));
    }

    private NetDmaException reason(AsyncCopy copy, Refusal gone) {
        if (failure == null) {
            return gone != null ? gone.toException() : cancelled("the channel was reset");
        }
        if (failure.status() == NtStatus.IO_TIMEOUT) {
            return new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4",
                    "the engine did not complete the copy in time and was stopped; what is written is not known");
        }
        if (failure.status() == NtStatus.CANCELLED) {
            return new NetDmaException(NtStatus.CANCELLED, "XFR-7",
                    "the channel was aborted after ticket %d; the copy is not done, it may be partly written"
                            .formatted(done));
        }
        return copy.firstTicket() <= done + 1
                ? new NetDmaException(failure.status(), "XFR-7",
                        "%s; that was ticket %d, a part of the copy".formatted(failure.message(),
                                failure.failedTicket()))
                : cancelled("the engine failed at ticket %d, before it".formatted(failure.failedTicket()));
    }

    private static NetDmaException cancelled(String why) {
        return new NetDmaException(NtStatus.CANCELLED, "XFR-7",
                "the copy was not attempted, %s: submit it again".formatted(why));
    }
}
