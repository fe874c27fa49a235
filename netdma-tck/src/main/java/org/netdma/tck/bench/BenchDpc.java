// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.driver.DeferredRoutine;

/** A deferred procedure call of the driver. */
final class BenchDpc implements DeferredProcedureCall {

    private final Bench bench;
    private final DeferredRoutine routine;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean closed;

    BenchDpc(Bench bench, DeferredRoutine routine) {
        this.bench = bench;
        this.routine = routine;
    }

    @Override
    public boolean queue(int cpu) {
        if (closed || !queued.compareAndSet(false, true)) {
            return false;
        }
        int processor = Math.floorMod(cpu, Processors.COUNT);
        bench.processors().run(processor, () -> run(processor));
        return true;
    }

    private void run(int cpu) {
        running.lock();
        try {
            queued.set(false);
            if (!closed) {
                routine.run(cpu);
            }
        } catch (RuntimeException e) {
            bench.violations().add("INT-3", "a DPC routine threw " + e);
        } finally {
            running.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (!running.tryLock(bench.threads().limit().toMillis(), TimeUnit.MILLISECONDS)) {
                bench.violations().add("INT-3", "a DPC routine did not end while it was closed; it must not wait");
                return;
            }
            running.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
