// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Lets work begin at once, but for what comes after a fence: that waits until all work before the fence has ended. Knows
 * nothing of copies.
 */
final class FencedOrder {

    private static final Logger LOG = System.getLogger(FencedOrder.class.getName());

    /** Work that waits, or a fence. */
    private sealed interface Entry {
        record Work(Runnable begin) implements Entry {
        }

        record Fence(CompletableFuture<Void> passed) implements Entry {
        }
    }

    private final int maximumPending;
    private final Deque<Entry> held = new ArrayDeque<>();
    private int pending;
    /** Pending, or about to be told of. */
    private int unended;
    private int running;
    private boolean releasing;

    FencedOrder(int maximumPending) {
        this.maximumPending = maximumPending;
    }

    /**
     * Begins work, now or after the fences before it. Each that began calls {@link #ended()} once.
     *
     * @return false when as much is pending as may be; the work is then not taken
     */
    boolean admit(Runnable begin) {
        synchronized (this) {
            if (pending >= maximumPending) {
                return false;
            }
            pending++;
            unended++;
            if (!held.isEmpty()) {
                held.add(new Entry.Work(begin));
                return true;
            }
            running++;
        }
        begin.run();
        return true;
    }

    /** {@return completes when all work admitted before has ended} */
    CompletionStage<Void> fence() {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        synchronized (this) {
            if (running > 0 || !held.isEmpty()) {
                held.add(new Entry.Fence(passed));
                return passed;
            }
        }
        passed.complete(null);
        return passed;
    }

    /** Notes that work has ended. */
    void ended() {
        ended(() -> { });
    }

    /**
     * Notes that work has ended.
     *
     * @param tell tells whoever waits for it: by then it is not pending any more, and the fences behind it are not
     *             passed yet
     */
    void ended(Runnable tell) {
        synchronized (this) {
            pending--;
        }
        run(tell);
        synchronized (this) {
            running--;
            unended--;
            notifyAll();
            if (running > 0 || releasing) {
                return;
            }
            releasing = true;
        }
        // a loop and not a recursion, however many fences follow each other
        for (List<Runnable> next = release(); !next.isEmpty(); next = release()) {
            next.forEach(FencedOrder::run);
        }
    }

    /** Whatever it throws: what stands behind it goes on. */
    private static void run(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "a copier's work threw; what stands behind it goes on [CLI-2]", e);
        }
    }

    /** {@return what can go on now: fences that are passed, then the work up to the next one; empty when none can} */
    private synchronized List<Runnable> release() {
        List<Runnable> next = new ArrayList<>();
        if (running == 0) {
            while (held.peek() instanceof Entry.Fence fence) {
                held.remove();
                next.add(() -> fence.passed().complete(null));
            }
            while (held.peek() instanceof Entry.Work work) {
                held.remove();
                running++;
                next.add(work.begin());
            }
        }
        releasing = !next.isEmpty();
        return next;
    }

    /** {@return how much was admitted and has not ended} */
    synchronized int pending() {
        return pending;
    }

    /** Waits until nothing is pending. {@return whether that came true within the limit} */
    synchronized boolean awaitIdle(long limitNanos) throws InterruptedException {
        long end = System.nanoTime() + limitNanos;
        for (long left = limitNanos; unended > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return unended == 0;
    }
}
