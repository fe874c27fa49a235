// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.client;

import java.lang.ref.WeakReference;
import org.netdma.client.ChannelFailure;
import org.netdma.client.CompletionListener;
import org.netdma.client.DmaChannel;
import org.netdma.core.verifier.Watched;

/** Looks on while a watched client's listener runs, and gives it the client's own channel. */
final class WatchedListener implements CompletionListener {

    private final CompletionListener listener;
    private final Watched client;
    /** Weak: the real channel, which has this listener, must not keep the client's from getting lost. */
    private final WeakReference<DmaChannel> clients;

    WatchedListener(CompletionListener listener, Watched client, DmaChannel clients) {
        this.listener = listener;
        this.client = client;
        this.clients = new WeakReference<>(clients);
    }

    @Override
    public void completed(DmaChannel channel, long ticket) {
        DmaChannel told = told(channel);
        client.during("CompletionListener.completed", () -> listener.completed(told, ticket));
    }

    @Override
    public void halted(DmaChannel channel, ChannelFailure failure) {
        DmaChannel told = told(channel);
        client.during("CompletionListener.halted", () -> listener.halted(told, failure));
    }

    private DmaChannel told(DmaChannel real) {
        DmaChannel known = clients.get();
        return known == null ? real : known;
    }
}
