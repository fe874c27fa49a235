// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What the PnP manager has to do, one thing after the other, on a thread of its own: {@code netdma-pnp-queue}. That
 * thread alone changes the device tree; it never runs driver code, so no driver can keep it.
 */
public final class PnpQueue {

    /** The thread's name. */
    public static final String NAME = "netdma-pnp-queue";

    private static final System.Logger LOG = System.getLogger(PnpQueue.class.getName());

    private record Task(String what, Runnable work, CountDownLatch done) {
    }

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, NAME);
    private volatile boolean closing;

    /** Starts the thread. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (!closing || !tasks.isEmpty()) {
            try {
                run(tasks.take());
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private static void run(Task task) {
        try {
            task.work().run();
        } catch (RuntimeException | Error unexpected) {
            // A mistake of ours in one task must not keep the others from being done.
            LOG.log(Level.ERROR, "could not finish: " + task.what(), unexpected);
        } finally {
            task.done().countDown();
        }
    }

    /** Puts something to do at the end of the queue. */
    public void post(String what, Runnable work) {
        submit(what, work);
    }

    private CountDownLatch submit(String what, Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        tasks.add(new Task(what, work, done));
        return done;
    }

    /**
     * Puts something to do at the end of the queue and waits until it is done. On a PnP thread, which the queue may be
     * waiting for, it does not wait.
     *
     * @return whether it is done
     */
    public boolean await(String what, Runnable work, Duration limit) {
        CountDownLatch done = submit(what, work);
        if (PnpThread.isCurrent() || Thread.currentThread() == thread) {
            LOG.log(Level.WARNING, "{0}: asked for by a driver''s own PnP routine, done after that returns [PNP-14]",
                    what);
            return false;
        }
        try {
            if (done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            LOG.log(Level.ERROR, "{0}: not done within {1} ms [PNP-14]", what, limit.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.log(Level.WARNING, "{0}: waiting for it was interrupted [PNP-14]", what);
        }
        return false;
    }

    /** Does what is queued, then ends the thread and waits for it. */
    public void stop(Duration limit) {
        post("end", () -> closing = true);
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
            LOG.log(Level.ERROR, "thread {0} did not end within {1} ms and is left behind [PNP-18]", NAME,
                    limit.toMillis());
        }
    }
}
