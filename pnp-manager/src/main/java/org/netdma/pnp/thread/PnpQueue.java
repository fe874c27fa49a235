// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/**
 * What the PnP manager has to do, one thing after the other, on a thread of its own: {@code netdma-pnp-queue}. That
 * thread alone changes the device tree; it never runs driver code, so no driver can keep it.
 */
public final class PnpQueue {

    /** The thread's name. */
    public static final String NAME = "netdma-pnp-queue";

    private static final System.Logger LOG = System.getLogger(PnpQueue.class.getName());

    /** Something to do, and whether it is over: done, or dropped since the queue has ended. */
    private record Task(String what, Runnable work, CountDownLatch over, AtomicBoolean dropped) {
    }

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, NAME);
    private final Runnable afterEach;
    private final Consumer<String> afterFailure;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * @param afterEach    runs after each thing that was done, before anybody who waits for it goes on
     * @param afterFailure runs before that when something could not be finished, and gets the reason: what it left
     *                     half done is brought to an end
     */
    public PnpQueue(Runnable afterEach, Consumer<String> afterFailure) {
        this.afterEach = afterEach;
        this.afterFailure = afterFailure;
    }

    /** Starts the thread. */
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (!closing || !tasks.isEmpty()) {
                takeAndRun();
            }
        } catch (InterruptedException stop) {
            LOG.log(Level.WARNING, "{0} was told to end before all was done", NAME);
        } finally {
            ended = true;
            dropWhatIsLeft();
        }
    }

    private void takeAndRun() throws InterruptedException {
        try {
            run(tasks.take());
        } catch (Error late) {
            // One that the JVM delivers late, or for want of memory: what is queued is done all the same.
            Thrown.log(LOG, NAME + " caught", late, "between two tasks");
        }
    }

    /** Nobody does it any more, and nobody shall wait for it. */
    private void dropWhatIsLeft() {
        Task left;
        while ((left = tasks.poll()) != null) {
            LOG.log(Level.DEBUG, "{0}: not done, the PnP manager has stopped", left.what());
            left.dropped().set(true);
            left.over().countDown();
        }
    }

    private void run(Task task) {
        try {
            task.work().run();
        } catch (RuntimeException | Error unexpected) {
            // A mistake of ours, or an error of the JVM, in one task must not keep the others from being done.
            recover(Thrown.log(LOG, "the PnP manager failed with", unexpected, "and could not finish: " + task.what()));
        } finally {
            finish(task);
        }
    }

    private void recover(String reason) {
        try {
            afterFailure.accept(reason);
        } catch (RuntimeException | Error unexpected) {
            Thrown.log(LOG, "the PnP manager failed with", unexpected, "while it failed the device");
        }
    }

    private void finish(Task task) {
        try {
            afterEach.run();
        } catch (RuntimeException | Error unexpected) {
            Thrown.log(LOG, "the PnP manager failed with", unexpected, "and tells nobody: " + task.what());
        } finally {
            task.over().countDown();
        }
    }

    /** Puts something to do at the end of the queue. */
    public void post(String what, Runnable work) {
        submit(what, work);
    }

    private Task submit(String what, Runnable work) {
        Task task = new Task(what, work, new CountDownLatch(1), new AtomicBoolean());
        tasks.add(task);
        if (ended) { // after the add: either the thread has taken it, or this sees that it has ended
            dropWhatIsLeft();
        }
        return task;
    }

    /**
     * Puts something to do at the end of the queue and waits until it is done. On a PnP thread, which the queue may be
     * waiting for, it does not wait.
     *
     * @return whether it is done
     */
    public boolean await(String what, Runnable work, Duration limit) {
        Task task = submit(what, work);
        if (PnpThread.isCurrent() || Thread.currentThread() == thread) {
            LOG.log(Level.WARNING, "{0}: asked for by a driver''s own PnP routine, done after that returns [PNP-14]",
                    what);
            return false;
        }
        try {
            if (task.over().await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return !task.dropped().get();
            }
            LOG.log(Level.ERROR, "{0}: not done within {1} ms [PNP-14]", what, limit.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            LOG.log(Level.WARNING, "{0}: waiting for it was interrupted [PNP-14]", what);
        }
        return false;
    }

    /** Something to do that may be refused. */
    @FunctionalInterface
    public interface Work {
        void run() throws NtStatusException;
    }

    /**
     * Does something that a person asked for, after all that is queued, and waits for it.
     *
     * @throws NtStatusException what the work throws; INVALID_DEVICE_REQUEST on a PnP thread, which the queue may be
     *                           waiting for; IO_TIMEOUT when it is not done within the limit, and then is not begun any
     *                           more; DELETE_PENDING when the queue has ended
     */
    public void call(String what, Work work, Duration limit) throws NtStatusException {
        if (PnpThread.isCurrent() || Thread.currentThread() == thread) {
            throw new NtStatusException(NtStatus.INVALID_DEVICE_REQUEST, "PNP-4",
                    what + " can not be asked for by a driver's own routine; use another thread");
        }
        // Claimed by whoever is first: the queue to do it, or the caller to give it up.
        AtomicBoolean claimed = new AtomicBoolean();
        AtomicReference<NtStatusException> refusal = new AtomicReference<>();
        boolean done = await(what, () -> {
            if (!claimed.getAndSet(true)) {
                attempt(work, refusal);
            }
        }, limit);
        if (!done && ended && !claimed.get()) {
            throw new NtStatusException(NtStatus.DELETE_PENDING, "PNP-14",
                    what + " can not be done: the PnP manager has stopped; ask the one that comes after it");
        }
        if (!done) {
            boolean begun = claimed.getAndSet(true);
            throw new NtStatusException(NtStatus.IO_TIMEOUT, "PNP-18", "%s was not done within %d ms%s".formatted(what,
                    limit.toMillis(), begun ? "; it goes on" : " and is given up"));
        }
        if (refusal.get() != null) {
            throw refusal.get();
        }
    }

    private static void attempt(Work work, AtomicReference<NtStatusException> refusal) {
        try {
            work.run();
        } catch (NtStatusException refused) {
            refusal.set(refused);
        } catch (RuntimeException | Error mistake) {
            refusal.set(new NtStatusException(NtStatus.UNSUCCESSFUL, "PNP-18", "could not finish: " + mistake,
                    mistake));
            throw mistake;
        }
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
