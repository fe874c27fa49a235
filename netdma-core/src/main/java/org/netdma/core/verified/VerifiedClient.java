// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verified;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.verifier.Watched;
import org.netdma.wdm.verifier.VerifierRule;

/**
 * A client's bundle: gives it its channels, with the eye on them if it is watched now.
 *
 * @param watched the bundle
 * @param book    of all copies of watched clients
 */
public record VerifiedClient(Watched watched, FlightBook book) {

    /**
     * {@return what the client uses as its channel}
     *
     * @param channel  the real one; nobody listens to it yet
     * @param listener told of its interrupts; null for nobody
     * @param closed   whether the client is closed, which closes its channels
     */
    public DmaChannel open(CoreChannel channel, CompletionListener listener, BooleanSupplier closed) {
        if (!watched.isOn()) {
            channel.listen(listener);
            return channel;
        }
        LookedAt copies = new LookedAt(channel, book, watched);
        VerifiedChannel verified = new VerifiedChannel(channel, copies);
        channel.listen(listener == null ? null : new VerifiedListener(listener, copies, verified));
        List<StackTraceElement> stack = Arrays.stream(Thread.currentThread().getStackTrace()).skip(2).toList();
        book.whenLost(verified, () -> lost(channel, copies, stack, closed));
        return verified;
    }

    /** The client has no reference to its channel any more. */
    private void lost(CoreChannel channel, LookedAt copies, List<StackTraceElement> stack, BooleanSupplier closed) {
        copies.forget();
        if (copies.isClosing() || closed.getAsBoolean() || channel.isOver()) {
            return;
        }
        if (watched.report(VerifierRule.CHANNEL_LEAKED, "DmaClient.allocateChannel",
                "%s was lost without close: nobody can use it and it is still allocated".formatted(channel), stack)) {
            channel.close();
        }
    }
}
