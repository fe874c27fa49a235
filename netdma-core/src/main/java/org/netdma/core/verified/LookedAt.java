// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verified;

import java.util.List;
import java.util.Optional;
import org.netdma.NetDmaException;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.verifier.Watched;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.verifier.VerifierRule;

/**
 * The copies of one watched channel, looked at when they are submitted and when they are done. Knows the real channel
 * and not the client's, which may get lost. Any thread.
 */
final class LookedAt {

    private final CoreChannel channel;
    private final FlightBook book;
    private final Watched client;
    private volatile NetDmaException stopped;
    private volatile boolean closing;

    LookedAt(CoreChannel channel, FlightBook book, Watched client) {
        this.channel = channel;
        this.book = book;
        this.client = client;
    }

    Watched client() {
        return client;
    }

    /** {@return why the channel is not to be used any more, if so} */
    Optional<NetDmaException> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** Notes that the client closes its channel. */
    void closing() {
        closing = true;
    }

    /** {@return whether the client closed its channel, or does so now} */
    boolean isClosing() {
        return closing;
    }

    void enqueued(Flight flight) {
        book.add(channel, flight);
    }

    List<Flight> submitting() {
        return book.submit(channel, client.sampleEvery());
    }

    void refused(List<Flight> submitted) {
        book.takeBack(submitted);
    }

    /** Looks no longer at copies that may be the client's still: what they were to go with failed, perhaps before. */
    void perhapsRefused(List<Flight> submitted) {
        book.lookAway(submitted);
    }

    /** Looks at what is done up to a ticket, before the client is told. */
    void done(long ticket) {
        check("DmaChannel.submit", book.land(channel, ticket));
    }

    /** Looks at one that is done, before the client is told. */
    void done(String call, Flight flight) {
        check(call, book.land(channel, flight));
    }

    void dropped(Flight flight) {
        book.land(channel, flight);
    }

    void cancelled(long ticket) {
        book.cancel(channel, ticket);
    }

    void forget() {
        book.forget(channel);
    }

    private void check(String call, List<Flight> landed) {
        for (Flight flight : landed) {
            String damage = flight.damage().orElse(null);
            if (damage != null && client.report(VerifierRule.BUFFER_TOUCHED_DURING_TRANSFER, call, damage,
                    flight.stack())) {
                stopped = new NetDmaException(NtStatus.ACCESS_VIOLATION,
                        VerifierRule.BUFFER_TOUCHED_DURING_TRANSFER.reference(),
                        damage + ": the strict verifier closes the channel");
            }
        }
    }
}
