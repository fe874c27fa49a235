// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The thread that all PnP routines of drivers run on [PNP-4], {@code netdma-pnp}. A routine that does not end within
 * the limit is interrupted; when that does not help, the thread is left to it and the next routine gets a new one
 * [PNP-18]. {@link #call} is for one caller at a time.
 */
public final class PnpThread {

    /** The thread's name. */
    public static final String NAME = "netdma-pnp";

    private static final System.Logger LOG = System.getLogger(PnpThread.class.getName());
    private static final Duration GRACE = Duration.ofMillis(500);

    // Made before memory is short.
    private static final Outcome<?> UNKNOWN = new Outcome.Threw<>(new Throwable("what it threw could not be kept"));

    private final Runnable whenUnstuck;
    private Worker worker;

    /**
     * @param whenUnstuck runs, on its thread, when a routine has returned that its thread was left to
     */
    public PnpThread(Runnable whenUnstuck) {
        this.whenUnstuck = whenUnstuck;
    }

    /** Starts the thread. */
    public void start() {
        worker = new Worker(whenUnstuck);
        worker.start();
    }

    /** {@return whether the calling thread is one that driver routines run on} */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof Worker;
    }

    /**
     * Runs a driver's routine on the PnP thread and waits for its end, up to the limit.
     *
     * @param what    for the log, such as {@code AddDevice of driver X}
     * @param routine to run
     * @param limit   how long it may take
     */
    public <T> Outcome<T> call(String what, Callable<T> routine, Duration limit) {
        return call(what, routine, new Patience(what, limit, () -> 0));
    }

    /** Runs a driver's routine on the PnP thread and waits for its end, for as long as that may take. */
    public <T> Outcome<T> call(String what, Callable<T> routine, Patience patience) {
        Call<T> call = new Call<>(routine);
        worker.calls.add(call);
        do {
            if (call.await(patience.limit())) {
                return call.outcome();
            }
        } while (!Thread.currentThread().isInterrupted() && patience.renew());
        return interrupt(what, call, patience.limit());
    }

    private <T> Outcome<T> interrupt(String what, Call<T> call, Duration limit) {
        StackTraceElement[] where = worker.getStackTrace();
        Throwable position = new Throwable("where it is");
        position.setStackTrace(where);
        LOG.log(Level.ERROR, what + " did not return within " + limit.toMillis() + " ms and is interrupted [PNP-18]",
                position);
        worker.interrupt();
        boolean stuck = !call.await(GRACE);
        if (!stuck) {
            return new Outcome.TimedOut<>(Optional.empty());
        }
        LOG.log(Level.ERROR, "{0} does not return: its thread is left to it, others go on on a new one [PNP-18]",
                what);
        Worker left = worker;
        left.leave();
        start();
        return new Outcome.TimedOut<>(Optional.of(left));
    }

    /** Ends the thread and waits for it, up to a limit. */
    public void stop(Duration limit) {
        worker.calls.add(Worker.END);
        try {
            TimeUnit.NANOSECONDS.timedJoin(worker, limit.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (worker.isAlive()) {
            LOG.log(Level.ERROR, "thread {0} did not end within {1} ms and is left behind [PNP-18]", NAME,
                    limit.toMillis());
        }
    }

    /** One routine to run, and how it ended. */
    private static final class Call<T> implements Runnable {
        private final Callable<T> routine;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Outcome<T> outcome;

        Call(Callable<T> routine) {
            this.routine = routine;
        }

        @Override
        public void run() {
            try {
                outcome = new Outcome.Returned<>(routine.call());
            } catch (Throwable thrown) {
                // Whatever a driver throws is an outcome, not the end of the PnP thread [PNP-18].
                outcome = new Outcome.Threw<>(Thrown.printable(thrown));
            } finally {
                ended.countDown();
            }
        }

        /** {@return how it ended; when there was not even memory to note that, that} */
        @SuppressWarnings("unchecked")
        Outcome<T> outcome() {
            return outcome == null ? (Outcome<T>) UNKNOWN : outcome;
        }

        boolean await(Duration limit) {
            try {
                return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return ended.getCount() == 0;
            }
        }
    }

    private static final class Worker extends Thread implements StuckThread {
        private static final Runnable END = () -> { };

        private final BlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
        private final Runnable whenUnstuck;
        private volatile boolean left;
        private volatile boolean ended;

        Worker(Runnable whenUnstuck) {
            super(NAME);
            this.whenUnstuck = whenUnstuck;
            setDaemon(true);
        }

        @Override
        public boolean hasReturned() {
            return ended;
        }

        void leave() {
            left = true;
            setName(NAME + "-stuck");
        }

        @Override
        public void run() {
            boolean last = false;
            while (!left && !last) {
                last = runNext();
            }
            ended = true;
            if (left) {
                whenUnstuck.run();
            }
        }

        /** In a frame of its own, so that this thread keeps no driver from being collected while it waits. */
        private boolean runNext() {
            Runnable call = next();
            try {
                call.run();
            } catch (Throwable late) {
                // Not the routine's, which is an outcome: an error that the JVM delivers late, or for want of memory.
                Thrown.log(LOG, getName() + " caught", late, "after a driver's routine");
            }
            // A flag set for one routine must not reach the next one.
            Thread.interrupted();
            return call == END;
        }

        private Runnable next() {
            while (true) {
                try {
                    return calls.take();
                } catch (InterruptedException late) {
                    // An interrupt meant for a routine that ended at the same moment.
                } catch (Error late) {
                    Thrown.log(LOG, getName() + " caught", late, "outside of a driver's routine");
                }
            }
        }
    }
}
