// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import org.netdma.NetDmaException;
import org.netdma.client.ChannelFailure;
import org.netdma.client.Refusal;
import org.netdma.core.ring.DescriptorRing;
import org.netdma.wdm.NtStatus;

/**
 * Why copies are not done: the one place where a halt, a reset or the end of a channel becomes an exception, so that an
 * event has the same status whatever way its clients wait. For the client's thread, but for {@link #unfinished}.
 */
final class CopyOutcomes {

    private final ChannelParts parts;
    private final DescriptorRing ring;
    private final ChannelHalt halt;

    CopyOutcomes(ChannelParts parts, ChannelHalt halt) {
        this.parts = parts;
        ring = parts.ring();
        this.halt = halt;
    }

    /** Returns if the copy of a ticket is done, and throws why not otherwise. */
    void requireDone(long ticket) throws NetDmaException {
        if (ticket < 0) {
            throw refused(ticket);
        }
        if (ticket > 0) { // submit answers 0 when there is nothing to wait for
            requireDone(ring.gathered().firstOf(ticket), ticket);
        }
    }

    /** As {@link #requireDone(long)}, for a copy of several tickets. */
    void requireDone(long first, long last) throws NetDmaException {
        NetDmaException reason = last <= ring.observe() ? whyLost(first, last) : whyNotDone(first, last);
        if (reason != null) {
            throw reason;
        }
    }

    /**
     * Returns why the copy was not accepted. One that finds the channel halted was not attempted, just like one that was
     * accepted a moment before the halt.
     *
     * @param answer a negative number that the data path returned
     */
    NetDmaException refused(long answer) {
        if (answer < -Refusal.values().length) {
            return notHandedOut(answer);
        }
        ChannelFailure failure = answer == Refusal.HALTED.code() ? halt.failure() : null;
        return failure != null ? failed(failure, Long.MAX_VALUE) : Refusal.of(answer).toException();
    }

    private NetDmaException notHandedOut(long ticket) {
        return new NetDmaException(NtStatus.INVALID_PARAMETER, "CPL-2",
                "%s did not hand out ticket %d: use what enqueueCopy answered".formatted(parts.name(), ticket));
    }

    /** Returns null if it is done. */
    private NetDmaException whyLost(long first, long last) {
        return switch (parts.lost().fate(first, last)) {
            case DONE -> null;
            case LOST -> reset();
            case FORGOTTEN -> new NetDmaException(NtStatus.INVALID_PARAMETER, "XFR-8",
                    "ticket %d of %s is older than the resets that are remembered, and may have been lost: ask sooner"
                            .formatted(last, parts.name()));
        };
    }

    /** Returns null if it is done meanwhile. */
    private NetDmaException whyNotDone(long first, long last) {
        if (last > ring.tail()) {
            return notHandedOut(last);
        }
        ChannelFailure failure = halt.failure(); // waits for a halt that is being settled
        ChannelPhase phase = parts.gate().phase(); // after the failure: an end settles first
        boolean submitted = last <= ring.observeLast();
        if (last <= ring.observe()) {
            return whyLost(first, last);
        }
        if (failure != null) {
            return failed(failure, first);
        }
        if (submitted && !phase.isOver()) {
            return new NetDmaException(NtStatus.DEVICE_BUSY, "CPL-2",
                    "ticket %d of %s is pending: wait while isPending, then ask".formatted(last, parts.name()));
        }
        return submitted || phase.isEnding() || phase == ChannelPhase.POWERED_DOWN
                ? phase.refusal().toException() : notSubmitted(last);
    }

    private NetDmaException notSubmitted(long ticket) {
        long refusal = parts.submitter().refusal(ticket);
        return refusal != 0 ? refused(refusal)
                : new NetDmaException(NtStatus.INVALID_PARAMETER, "CPL-2",
                        "ticket %d was not submitted to %s: submit before waiting".formatted(ticket, parts.name()));
    }

    /**
     * Returns why a copy did not complete that a halt, reset or end has left over. Any thread.
     *
     * @param failure why the engine stands still; null if it was not at fault
     * @param first   the first ticket of the copy
     * @param gone    why the channel cannot be used any more; null if it can
     */
    static NetDmaException unfinished(ChannelFailure failure, long first, Refusal gone) {
        if (failure != null) {
            NetDmaException reason = failed(failure, first);
            boolean stoodBehind = first > failure.failedTicket() && failure.status() != NtStatus.DEVICE_REMOVED;
            return stoodBehind ? new NotAttempted(reason) : reason;
        }
        return gone != null ? new NotAttempted(gone.toException()) : reset();
    }

    /** Returns why a copy fails of which nothing was submitted. */
    static NetDmaException refusedWhole(Refusal refusal) {
        NetDmaException reason = refusal.toException();
        return switch (refusal) {
            case CHANNEL_CLOSED, CHANNEL_REMOVED, PROVIDER_POWERED_DOWN -> new NotAttempted(reason);
            default -> reason;
        };
    }

    private static NetDmaException reset() {
        return cancelled("XFR-8", "the channel was reset before the copy was done; it may be partly written: submit it "
                + "again");
    }

    private static NetDmaException failed(ChannelFailure failure, long first) {
        long at = failure.failedTicket();
        return switch (failure.status()) {
            case IO_TIMEOUT -> new NetDmaException(NtStatus.IO_TIMEOUT, "STO-4", ("%s, at ticket %d, and was stopped; the copy is not done, it may be "
                    + "partly written: reset the channel, then submit it again").formatted(failure.message(), at));
            case CANCELLED -> cancelled("XFR-7",
                    "the channel was aborted at ticket %d; the copy is not done, it may be partly written".formatted(at));
            case DEVICE_REMOVED -> new NetDmaException(NtStatus.DEVICE_REMOVED, "STO-1",
                    "the device was pulled out at ticket %d; the copy is not done, it may be partly written: allocate a "
                            .formatted(at) + "channel of another provider");
            default -> first <= at
                    ? new NetDmaException(failure.status(), "XFR-7",
                            ("%s, at ticket %d, this copy or a part of it; it may be partly written: reset the channel, "
                                    + "then submit it again").formatted(failure.message(), at))
                    : cancelled("XFR-7", ("the copy was not attempted, since ticket %d failed before it (%s): reset the "
                            + "channel, then submit it again").formatted(at, failure.message()));
        };
    }

    private static NetDmaException cancelled(String rule, String why) {
        return new NetDmaException(NtStatus.CANCELLED, rule, why);
    }
}
