// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.util.concurrent.CompletionStage;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelState;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;

/** Copies of one channel at a time: they end with their engine, each with an exception. */
final class ChannelPath implements CopyPath {

    private final DmaClient client;
    private volatile DmaChannel channel;

    ChannelPath(DmaClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<Void> copy(Payload payload) {
        return channel.copyAsync(payload.source(), payload.sourceOffset(), payload.destination(),
                payload.destinationOffset(), payload.length());
    }

    @Override
    public boolean mayFail() {
        return true;
    }

    @Override
    public boolean renew() {
        if (channel != null && isUsable(channel.info().state())) {
            return true;
        }
        close();
        try {
            channel = client.allocateChannel();
            return true;
        } catch (NetDmaException e) {
            return false; // no engine at the moment, or none with a free channel
        }
    }

    /** Resets the channel, if there is one: its copies end as if the engine had failed. Any thread. */
    boolean reset() {
        DmaChannel current = channel;
        if (current == null) {
            return false;
        }
        try {
            current.reset();
            return true;
        } catch (NetDmaException e) {
            return false; // it has ended by itself
        }
    }

    private static boolean isUsable(ChannelState state) {
        return state == ChannelState.ARMED || state == ChannelState.ACTIVE;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
