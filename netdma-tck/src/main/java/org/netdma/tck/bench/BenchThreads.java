// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * The threads of one bench: a client's, the PnP thread, those of the CPUs. All driver code runs on them, in one thread
 * group, which threads that the driver makes inherit: so those that it leaves behind are found.
 */
public final class BenchThreads implements AutoCloseable {

    private static final long A_LITTLE_TIME = 100_000_000;
    private static final long A_LONG_TIME = 1_000_000_000;
    /** How a wait looks: at once, then soon, then once in a while; most come true soon, the others take their time. */
    private static final int SPINS = 100;
    private static final long SHORTEST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 1_000_000;

    private final ThreadGroup group = new ThreadGroup("NetDMA conformance");
    private final Set<Thread> own = ConcurrentHashMap.newKeySet();
    private final ExecutorService pnp = Executors.newSingleThreadExecutor(work -> make("PnP", work));
    private final Duration limit;

    BenchThreads(Duration limit) {
        this.limit = limit;
    }

    /** {@return how long to wait for a driver to do something} */
    public Duration limit() {
        return limit;
    }

    /** Makes a thread of the bench; it is not started. */
    Thread make(String name, Runnable work) {
        Thread thread = new Thread(group, work, "netdma-tck " + name);
        thread.setDaemon(true);
        own.add(thread);
        return thread;
    }

    /** {@return whether this thread is one of the bench's, none of the driver's} */
    boolean isOwn(Thread thread) {
        return own.contains(thread);
    }

    /** Runs driver code on the PnP thread [PNP-4] and waits for it, and for what the interface waits for in it. */
    <T> T onPnpThread(String what, Callable<T> work) {
        return onPnpThread(what, work, limit.multipliedBy(2));
    }

    /** As above, with a limit of its own. */
    <T> T onPnpThread(String what, Callable<T> work, Duration longest) {
        return await(what, begin(pnp::execute, work), longest);
    }

    /** Runs something on a thread of its own, which {@link #await} waits for. */
    public <T> FutureTask<T> begin(String name, Callable<T> work) {
        return begin(task -> make(name, task).start(), work);
    }

    private static <T> FutureTask<T> begin(Executor executor, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        executor.execute(task);
        return task;
    }

    /** Waits for what was begun; fails, with the stacks of all threads, when it does not end within the limit. */
    public <T> T await(String what, FutureTask<T> task) {
        return await(what, task, limit);
    }

    /** As above, with a limit of its own. */
    public <T> T await(String what, FutureTask<T> task, Duration longest) {
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionFailedError("%s did not return within %d ms; threads:\n%s".formatted(what,
                    longest.toMillis(), stacks()));
        } catch (ExecutionException e) {
            throw sneak(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError(what + " was interrupted", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /**
     * Gives something a little time to come true, where a sound driver may never let it, and a wrong one does soon.
     */
    public void awaitShortly(BooleanSupplier condition) {
        awaitTrue(condition, A_LITTLE_TIME);
    }

    /** {@return whether something came true within the limit} */
    public boolean awaitTrue(BooleanSupplier condition) {
        return awaitTrue(condition, limit.toNanos());
    }

    private static boolean awaitTrue(BooleanSupplier condition, long nanos) {
        long deadline = System.nanoTime() + nanos;
        long pause = SHORTEST_PAUSE;
        for (int spins = 0; !condition.getAsBoolean(); spins++) {
            if (System.nanoTime() - deadline > 0) {
                return condition.getAsBoolean();
            }
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(pause);
                pause = Math.min(LONGEST_PAUSE, pause + pause / 2);
            }
        }
        return true;
    }

    /**
     * Does something for which the driver may wait until a hold is released: releases it when that takes long.
     *
     * @param release releases the hold
     * @param work    what may wait for it
     */
    public void releaseLater(Runnable release, Runnable work) {
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Object> releasing = begin("slow memory", () -> {
            if (!awaitTrue(isOver::get, A_LONG_TIME)) {
                release.run();
            }
            return null;
        });
        work.run();
        isOver.set(true);
        await("slow memory", releasing);
    }

    /** {@return the living threads that the driver made} */
    public List<Thread> driverThreads() {
        return living().stream().filter(thread -> !own.contains(thread)).toList();
    }

    private List<Thread> living() {
        Thread[] threads = new Thread[group.activeCount() + 64];
        return Arrays.stream(threads, 0, group.enumerate(threads)).filter(Thread::isAlive).toList();
    }

    private String stacks() {
        return living().stream()
                .map(thread -> thread + Arrays.stream(thread.getStackTrace()).limit(20)
                        .map(frame -> "\n    at " + frame).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    /** Ends the bench's own threads. */
    @Override
    public void close() {
        pnp.shutdownNow();
        own.stream().filter(thread -> thread != Thread.currentThread()).forEach(Thread::interrupt);
    }
}
