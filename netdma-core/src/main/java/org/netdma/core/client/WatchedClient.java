// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.core.channel.CoreChannel;
import org.netdma.core.verifier.Watched;
import org.netdma.wdm.verifier.VerifierRule;

/**
 * A client's bundle: gives it its channels, with an eye on what it loses if it is watched now.
 *
 * @param watched the bundle
 * @param lost    finds its lost channels
 */
public record WatchedClient(Watched watched, LostChannels lost) {

    /**
     * {@return what the client uses as its channel}
     *
     * @param channel  the real one; nobody listens to it yet
     * @param listener told of its interrupts; null for nobody
     * @param closed   whether the client is closed, which closes its channels
     */
    DmaChannel open(CoreChannel channel, CompletionListener listener, BooleanSupplier closed) {
        if (!watched.isOn()) {
            channel.listen(listener);
            return channel;
        }
        AtomicBoolean closing = new AtomicBoolean();
        DmaChannel given = WatchedChannel.of(channel, closing);
        channel.listen(listener == null ? null : new WatchedListener(listener, watched, given));
        List<StackTraceElement> stack = Arrays.stream(Thread.currentThread().getStackTrace()).skip(2).toList();
        lost.whenLost(given, () -> {
            if (!closing.get() && !closed.getAsBoolean() && !channel.isOver()) {
                lost(channel, stack);
            }
        });
        return given;
    }

    /** The client has no reference to its channel any more. */
    private void lost(CoreChannel channel, List<StackTraceElement> stack) {
        if (watched.report(VerifierRule.CHANNEL_LEAKED, "DmaClient.allocateChannel",
                "%s was lost without close: nobody can use it and it is still allocated".formatted(channel), stack)) {
            channel.close();
        }
    }
}
