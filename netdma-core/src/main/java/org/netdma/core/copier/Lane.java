// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.netdma.client.DmaChannel;

/** A channel that a copier has, and how many copies it has given it. */
final class Lane {

    private final long provider;
    private final DmaChannel channel;
    private final AtomicInteger load = new AtomicInteger();

    Lane(long provider, DmaChannel channel) {
        this.provider = provider;
        this.channel = channel;
    }

    /** {@return the number of the provider} */
    long provider() {
        return provider;
    }

    /** {@return how many copies are on the way} */
    int load() {
        return load.get();
    }

    /** Gives the engine a copy. The stage ends when the engine is done with it, one way or the other. */
    CompletionStage<Void> copy(CopyRequest request) {
        load.incrementAndGet();
        CompletionStage<Void> stage;
        synchronized (this) { // a channel takes one submitter at a time
            stage = request.by(channel);
        }
        return stage.whenComplete((done, failure) -> load.decrementAndGet());
    }

    /** Gives the channel back; what is on the way ends, well or not. */
    void close() {
        channel.close();
    }
}
