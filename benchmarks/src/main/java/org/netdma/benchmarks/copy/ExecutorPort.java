// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.copy;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Contender: a task for each copy on a single-threaded executor, completion by {@link CompletableFuture}. */
final class ExecutorPort implements CopyPort {

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final FutureWindow futures = new FutureWindow();
    private final ByteBuffer source;
    private final ByteBuffer destination;

    ExecutorPort(Walk walk) {
        source = walk.source();
        destination = walk.destination();
    }

    @Override
    public void submit(Walk walk, int batch) {
        int size = walk.size();
        for (int i = 0; i < batch; i++) {
            int block = walk.next();
            futures.add(CompletableFuture.runAsync(() -> destination.put(block, source, block, size), executor));
        }
    }

    @Override
    public long completed() {
        return futures.completed();
    }

    @Override
    public void await(long count) {
        futures.await(count);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
