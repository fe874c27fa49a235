// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.time.Duration;
import java.util.List;
import org.netdma.NetDmaException;
import org.netdma.client.DmaChannel;
import org.netdma.client.Refusal;
import org.netdma.wdm.NtStatus;

/** Copies with tickets: enqueued, submitted in one go, awaited one by one. */
record Tickets(Report report) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Copies and reports how each copy ended. {@return whether all were submitted} */
    boolean copy(String by, DmaChannel channel, List<CheckedCopy> copies) {
        long[] tickets = new long[copies.size()];
        for (int i = 0; i < tickets.length; i++) {
            CheckedCopy copy = copies.get(i);
            report.started(by);
            tickets[i] = channel.enqueueCopy(copy.source(), copy.sourceOffset(), copy.destination(),
                    copy.destinationOffset(), copy.length());
        }
        long submitted = channel.submit();
        for (int i = 0; i < tickets.length; i++) {
            long answer = Refusal.isRefusal(tickets[i]) || !Refusal.isRefusal(submitted) ? tickets[i] : submitted;
            if (Refusal.isRefusal(answer)) {
                report.failed(Refusal.of(answer).status(), copies.get(i).verifyFailed());
            } else {
                await(by, channel, answer, copies.get(i));
            }
        }
        return !Refusal.isRefusal(submitted);
    }

    private void await(String by, DmaChannel channel, long ticket, CheckedCopy copy) {
        try {
            channel.await(ticket, LIMIT);
            report.verified(by, copy.verify());
        } catch (NetDmaException e) {
            if (e.status() == NtStatus.IO_TIMEOUT && channel.failure().isEmpty()) {
                report.fault("ticket %d of %s did not end within %s".formatted(ticket, by, LIMIT));
            } else {
                report.failed(e.status(), copy.verifyFailed());
            }
        }
    }
}
