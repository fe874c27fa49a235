// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.netdma.pnp.object.DeviceConnection;
import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.thread.Thrown;
import org.netdma.wdm.DeferredProcedureCall;
import org.netdma.wdm.driver.DeferredRoutine;

/**
 * A deferred procedure call and its state, one word: queued, running, queued again while it runs (then with the CPU to
 * go to), closed.
 *
 * <pre>
 *   idle --queue--> QUEUED --taken--> RUNNING --done--> idle
 *                     ^                  | queue
 *                     +---done--- RUNNING|AGAIN
 *   CLOSED is added in any of them and stays: nothing is queued any more, what is queued does not run. A routine that
 *   throws closes its call.
 * </pre>
 */
final class QueuedCall implements DeferredProcedureCall, DeviceConnection {

    private static final System.Logger LOG = System.getLogger(QueuedCall.class.getName());

    private static final int QUEUED = 1;
    private static final int RUNNING = 2;
    private static final int AGAIN = 4;
    private static final int CLOSED = 8;
    private static final int CPU_SHIFT = 8;

    /** The next one in a queue; owned by {@link DpcQueue} while queued. */
    QueuedCall next;

    private final DpcProcessors processors;
    private final DeviceLayer device;
    private final DeferredRoutine routine;
    private final AtomicInteger state = new AtomicInteger();
    private final Object finished = new Object();
    // Set and cleared by the running thread around the routine; only compared with the current thread.
    private volatile Thread runner;

    QueuedCall(DpcProcessors processors, DeviceLayer device, DeferredRoutine routine) {
        this.processors = processors;
        this.device = device;
        this.routine = routine;
    }

    @Override
    public boolean queue(int cpu) {
        int target = Math.floorMod(cpu, processors.count());
        while (true) {
            int now = state.get();
            boolean refused = (now & (CLOSED | QUEUED | AGAIN)) != 0;
            boolean running = (now & RUNNING) != 0;
            // Written even when nothing changes: the run that is to come begins after this, and so sees what the
            // caller wrote before. After a mere read the caller's writes could still be on their way then.
            if (state.compareAndSet(now, refused ? now : running ? RUNNING | AGAIN | target << CPU_SHIFT : QUEUED)) {
                if (!refused && !running) {
                    processors.put(this, target);
                }
                return !refused;
            }
        }
    }

    /** Runs the routine, on the DPC thread that took this from its queue. */
    void run(int cpu) {
        if (!state.compareAndSet(QUEUED, RUNNING)) {
            return; // closed while queued
        }
        runner = Thread.currentThread();
        try {
            routine.run(cpu);
        } catch (Throwable thrown) {
            if ((state.getAndUpdate(now -> now | CLOSED) & CLOSED) == 0) {
                device.threw(LOG, "in its deferred routine", thrown);
            } else {
                LOG.log(Level.DEBUG, "a DPC routine that is closed threw", Thrown.printable(thrown));
            }
        } finally {
            runner = null;
            finish();
        }
    }

    private void finish() {
        while (true) {
            int now = state.get();
            boolean again = (now & (AGAIN | CLOSED)) == AGAIN;
            int after = again ? QUEUED : now & CLOSED;
            if (state.compareAndSet(now, after)) {
                if (again) {
                    processors.put(this, now >> CPU_SHIFT);
                } else if ((now & CLOSED) != 0) {
                    synchronized (finished) {
                        finished.notifyAll();
                    }
                }
                return;
            }
        }
    }

    @Override
    public void close() {
        state.getAndUpdate(now -> now | CLOSED);
        device.gaveBack(this);
        if (runner != Thread.currentThread()) {
            awaitRoutine();
        }
    }

    private void awaitRoutine() {
        long deadline = System.nanoTime() + processors.limit().toNanos();
        synchronized (finished) {
            while ((state.get() & RUNNING) != 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    giveUpRoutine();
                    return;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(finished, Math.max(left, 1_000_000));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void giveUpRoutine() {
        LOG.log(Level.ERROR, "the DPC routine of {0} still runs {1} ms after it was closed; it must not wait [PNP-18]",
                device, processors.limit().toMillis());
        Thread stuck = runner;
        if (stuck != null) {
            processors.replace(stuck);
        }
    }

    @Override
    public void release() {
        close();
    }

    @Override
    public boolean isTiedToResources() {
        return false;
    }

    @Override
    public String description() {
        return "a deferred procedure call";
    }
}
