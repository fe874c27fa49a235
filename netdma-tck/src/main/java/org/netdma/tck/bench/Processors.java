// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The CPUs of the bench, each a thread that runs DPCs one after the other. */
final class Processors implements AutoCloseable {

    /** So many that it matters which one is meant. */
    static final int COUNT = 4;

    private final BenchThreads threads;
    private final Map<Integer, ExecutorService> queues = new ConcurrentHashMap<>();
    private final Map<Thread, Integer> cpus = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Processors(BenchThreads threads) {
        this.threads = threads;
    }

    void run(int cpu, Runnable work) {
        if (closed) {
            return;
        }
        try {
            queues.computeIfAbsent(cpu, this::processor).execute(work);
        } catch (RejectedExecutionException closedMeanwhile) {
            // the bench is closing: nobody waits for DPCs any more
        }
    }

    private ExecutorService processor(int cpu) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = threads.make("CPU " + cpu, work);
            cpus.put(thread, cpu);
            return thread;
        });
    }

    /** {@return the CPU that runs the caller; empty when it is not called by a DPC} */
    OptionalInt current() {
        Integer cpu = cpus.get(Thread.currentThread());
        return cpu == null ? OptionalInt.empty() : OptionalInt.of(cpu);
    }

    @Override
    public void close() {
        closed = true;
        queues.values().forEach(ExecutorService::shutdownNow);
    }
}
