// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.netdma.client.DmaChannel;

/** A channel that a copier has, and how many copies it has given it. */
final class Lane {

    private final long provider;
    private final DmaChannel channel;
    private final EngineRecord record;
    private final AtomicInteger load = new AtomicInteger();
    /**
     * Calls to make for copies that ended while a thread submitted another one under the lock of this lane. They are
     * made after it is released: they give copies to other lanes, and two threads that did so with a lock held would
     * wait for each other. Guarded by the lock.
     */
    private final List<Runnable> endedInside = new ArrayList<>();

    /** @param record of the provider's engine, shared by its lanes */
    Lane(long provider, DmaChannel channel, EngineRecord record) {
        this.provider = provider;
        this.channel = channel;
        this.record = record;
    }

    /** {@return how the engine did so far} */
    EngineRecord record() {
        return record;
    }

    /** {@return the number of the provider} */
    long provider() {
        return provider;
    }

    /** {@return how many copies are on the way} */
    int load() {
        return load.get();
    }

    /**
     * Gives the engine a copy.
     *
     * @param ended told when the engine is done with it: null, or what it failed with; perhaps before this returns
     * @return the engine's stage of it
     */
    CompletionStage<Void> copy(CopyRequest request, Consumer<Throwable> ended) {
        load.incrementAndGet();
        CompletionStage<Void> stage = begin(request);
        stage.whenComplete((done, failure) -> {
            load.decrementAndGet();
            if (Thread.holdsLock(this)) {
                endedInside.add(() -> ended.accept(failure));
            } else {
                ended.accept(failure);
            }
        });
        return stage;
    }

    private CompletionStage<Void> begin(CopyRequest request) {
        CompletionStage<Void> stage;
        List<Runnable> others;
        synchronized (this) { // a channel takes one submitter at a time
            try {
                stage = request.by(channel);
            } catch (RuntimeException | Error e) {
                stage = CompletableFuture.failedStage(e); // the copy's fate, like any other failure
            }
            others = endedInside.isEmpty() ? List.of() : List.copyOf(endedInside);
            endedInside.clear();
        }
        others.forEach(Runnable::run);
        return stage;
    }

    /** Gives the channel back; what is on the way ends, well or not. */
    void close() {
        channel.close();
    }
}
