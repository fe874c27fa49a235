// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs calls that block, each in a thread of its own: in the common pool, which from Java 25 on has one thread for two
 * CPUs, one call would wait for another that waits for it.
 */
public final class Background {

    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        thread.start();
    };

    private Background() {
    }

    /** {@return what ends when the call does} */
    public static CompletableFuture<Void> run(Runnable call) {
        return CompletableFuture.runAsync(call, THREADS);
    }

    /** {@return what ends when the call does, with its result} */
    public static <T> CompletableFuture<T> supply(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, THREADS);
    }
}
