// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verified;

import java.lang.ref.WeakReference;
import org.netdma.client.ChannelFailure;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;

/** Looks at the copies that are done before the client's listener is told, and how long that one takes. */
final class VerifiedListener implements CompletionListener {

    private final CompletionListener listener;
    private final LookedAt copies;
    /** Weak: the real channel, which has this listener, must not keep the client's from getting lost. */
    private final WeakReference<DmaChannel> clients;

    VerifiedListener(CompletionListener listener, LookedAt copies, DmaChannel clients) {
        this.listener = listener;
        this.copies = copies;
        this.clients = new WeakReference<>(clients);
    }

    @Override
    public void completed(DmaChannel channel, long ticket) {
        copies.done(ticket);
        DmaChannel told = told(channel);
        copies.client().during("CompletionListener.completed", () -> listener.completed(told, ticket));
    }

    @Override
    public void halted(DmaChannel channel, ChannelFailure failure) {
        DmaChannel told = told(channel);
        copies.client().during("CompletionListener.halted", () -> listener.halted(told, failure));
    }

    private DmaChannel told(DmaChannel real) {
        DmaChannel known = clients.get();
        return known == null ? real : known;
    }
}
