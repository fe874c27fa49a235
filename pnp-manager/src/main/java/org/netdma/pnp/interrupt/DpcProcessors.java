// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.netdma.pnp.object.DeviceLayer;
import org.netdma.pnp.thread.Thrown;
import org.netdma.wdm.driver.DeferredRoutine;

/** One DPC queue and one thread, {@code netdma-dpc-<cpu>}, for each CPU, bound to it where that is possible. */
public final class DpcProcessors {

    private static final System.Logger LOG = System.getLogger(DpcProcessors.class.getName());

    // A wake-up costs a few microseconds; a spin of about one catches the next interrupt of a busy channel.
    private static final int SPINS = 64;

    private final DpcQueue[] queues;
    private final AtomicReferenceArray<Thread> threads;
    private final Supplier<Duration> limit;
    private final ThreadPinner pinner;
    private final AtomicBoolean toldUnpinned = new AtomicBoolean();
    private volatile boolean stopping;

    /**
     * @param count  how many CPUs, 1 to 64
     * @param limit  how long closing a call waits for its routine, and stopping for each thread; asked each time
     * @param pinner binds each thread to its CPU
     */
    public DpcProcessors(int count, Supplier<Duration> limit, ThreadPinner pinner) {
        this.limit = limit;
        this.pinner = pinner;
        queues = new DpcQueue[count];
        threads = new AtomicReferenceArray<>(count);
        for (int cpu = 0; cpu < count; cpu++) {
            queues[cpu] = new DpcQueue();
        }
    }

    /** Starts the threads. */
    public void start() {
        for (int cpu = 0; cpu < queues.length; cpu++) {
            startThread(cpu);
        }
    }

    private synchronized void startThread(int cpu) {
        Thread thread = new Thread(() -> serve(cpu), "netdma-dpc-" + cpu);
        thread.setDaemon(true);
        threads.set(cpu, thread);
        thread.start();
    }

    private void serve(int cpu) {
        pin(cpu);
        DpcQueue queue = queues[cpu];
        while (!stopping && threads.get(cpu) == Thread.currentThread()) {
            try {
                QueuedCall call = queue.take();
                if (call == null) {
                    pause(queue);
                } else {
                    call.run(cpu);
                }
            } catch (Throwable late) {
                // Not of a routine, which its call keeps to itself: an error that the JVM delivers late, or for want of
                // memory. Other devices' calls are queued here, and go on.
                Thrown.log(LOG, Thread.currentThread().getName() + " caught", late, "outside of a driver's routine");
            }
        }
    }

    /** INT-2 promises a DPC on a CPU; unpinned, the operating system chooses the CPU that the thread is on. */
    private void pin(int cpu) {
        boolean pinned = false;
        try {
            pinned = pinner.pin(cpu);
        } catch (RuntimeException | LinkageError refused) {
            LOG.log(Level.WARNING, "thread " + Thread.currentThread().getName() + " can not be pinned", refused);
        }
        if (!pinned && pinner != ThreadPinner.NONE && !toldUnpinned.getAndSet(true)) {
            LOG.log(Level.INFO, "{0} is not pinned to its CPU, which this process may not use; others may follow",
                    Thread.currentThread().getName());
        }
    }

    /** Gives the CPU of a thread that is stuck in a routine a new thread: other devices' calls stand behind it. */
    synchronized void replace(Thread stuck) {
        for (int cpu = 0; cpu < queues.length; cpu++) {
            if (threads.get(cpu) == stuck && !stopping) {
                LOG.log(Level.ERROR, "thread {0} is stuck in a DPC routine and is replaced [PNP-18]", stuck.getName());
                stuck.setName(stuck.getName() + "-stuck");
                stuck.interrupt();
                startThread(cpu);
            }
        }
    }

    private static void pause(DpcQueue queue) {
        for (int i = 0; i < SPINS; i++) {
            if (!queue.isEmpty()) {
                return;
            }
            Thread.onSpinWait();
        }
        queue.awaitWork();
    }

    /** {@return how many CPUs} */
    public int count() {
        return queues.length;
    }

    /** Makes a call for a device. */
    public QueuedCall create(DeviceLayer device, DeferredRoutine routine) {
        QueuedCall call = new QueuedCall(this, device, routine);
        device.hold(call);
        return call;
    }

    Duration limit() {
        return limit.get();
    }

    void put(QueuedCall call, int cpu) {
        queues[cpu].put(call);
    }

    /** Stops the threads and waits for them, up to the limit for each. */
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        for (int cpu = 0; cpu < queues.length; cpu++) {
            Thread thread = threads.get(cpu);
            if (thread != null) {
                LockSupport.unpark(thread);
                join(thread);
            }
        }
    }

    private void join(Thread thread) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit().toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            LOG.log(Level.ERROR, "thread {0} did not end within {1} ms and is left behind [PNP-18]",
                    thread.getName(), limit().toMillis());
        }
    }
}
