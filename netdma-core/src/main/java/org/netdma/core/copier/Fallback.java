// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.copier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.netdma.NetDmaException;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.core.copier.CopyCounters.Means;
import org.netdma.wdm.NtStatus;

/**
 * What becomes of copies that no engine can do now: they fail, wait, or are done by the CPU, as the policy says. Has the
 * copier's only thread.
 */
final class Fallback {

    private static final Logger LOG = System.getLogger(Fallback.class.getName());
    private static final long JOIN_SECONDS = 5;
    /** How often copies that wait are given to an engine that failed again and again. */
    private static final int PROBES = 8;

    private final String name;
    private final CopierPolicy policy;
    private final SpreadingCopier copier;
    private final ScheduledThreadPoolExecutor thread;
    /** Copies that wait for an engine to come. */
    private final Deque<ManagedCopy> waiting = new ArrayDeque<>();
    /** Copies that wait until a channel which failed has been replaced. */
    private final Deque<ManagedCopy> held = new ArrayDeque<>();
    private int replacing;
    private boolean probing;
    private boolean closed;

    Fallback(String name, CopierPolicy policy, SpreadingCopier copier) {
        this.name = name;
        this.policy = policy;
        this.copier = copier;
        thread = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "netdma-copier-" + name));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Takes a copy that no engine can do now, through no fault of its own.
     *
     * @param reason what the last engine said, or that there is none
     */
    void take(ManagedCopy copy, NetDmaException reason) {
        switch (policy.whenNoEngine()) {
            case FAIL -> copier.fail(copy, reason);
            case FALL_BACK -> copyByProcessor(copy);
            case WAIT -> await(copy, reason);
        }
    }

    /**
     * Takes a copy that failed itself, as often as it may.
     *
     * @param reason what the last engine said
     */
    void takeFailed(ManagedCopy copy, NetDmaException reason) {
        switch (policy.whenNoEngine()) {
            case FAIL, WAIT -> copier.fail(copy, reason); // there is an engine: no use in waiting for one
            case FALL_BACK -> copyByProcessor(copy);
        }
    }

    private void copyByProcessor(ManagedCopy copy) {
        try {
            thread.execute(() -> copier.copyByProcessor(copy, Means.FALLBACK));
        } catch (RejectedExecutionException e) {
            copier.fail(copy, closed());
        }
    }

    /** Keeps a copy while a channel is being replaced. {@return false when none is; then nothing happened} */
    synchronized boolean holdUntilReplaced(ManagedCopy copy) {
        return replacing > 0 && held.add(copy);
    }

    private void await(ManagedCopy copy, NetDmaException reason) {
        copy.forgetAttempts();
        long now = System.nanoTime();
        long limit = policy.waitLimit().toNanos();
        long left = copy.waitsUntil(now, limit) - now;
        try {
            synchronized (this) {
                if (closed) {
                    throw new RejectedExecutionException();
                }
                thread.schedule(() -> logged(() -> expire(copy, reason)), left, TimeUnit.NANOSECONDS);
                waiting.add(copy);
                if (!probing && copier.hasEngine()) { // one that is poor: it may recover
                    thread.schedule(() -> logged(this::probe), limit / PROBES, TimeUnit.NANOSECONDS);
                    probing = true;
                }
            }
        } catch (RejectedExecutionException e) {
            copier.fail(copy, closed());
            return;
        }
        boolean noneWasThere = reason.status() == NtStatus.DEVICE_NOT_READY
                || reason.status() == NtStatus.DEVICE_POWERED_OFF;
        if (noneWasThere && copier.hasEngine()) {
            enginesCame(); // between the look for one and the wait
        }
    }

    private void expire(ManagedCopy copy, NetDmaException reason) {
        synchronized (this) {
            if (!waiting.remove(copy)) {
                return;
            }
        }
        copier.fail(copy, new NetDmaException(NtStatus.IO_TIMEOUT, "CLI-2", "no engine did the copy within %s: %s"
                .formatted(policy.waitLimit(), reason.getMessage()), reason));
    }

    private void probe() {
        synchronized (this) {
            probing = false;
        }
        enginesCame();
    }

    /** {@return whether the copy waited here; it does no longer, and whoever asks ends it} */
    synchronized boolean forget(ManagedCopy copy) {
        return waiting.remove(copy) || held.remove(copy);
    }

    /** Gives the copies that wait to the engines that came. */
    void enginesCame() {
        List<ManagedCopy> ready;
        synchronized (this) {
            ready = new ArrayList<>(waiting);
            waiting.clear();
        }
        ready.forEach(copier::give);
    }

    /**
     * Replaces a channel, which may wait, on the copier's thread; on this one when that is gone. Copies that find no
     * other channel are held until then.
     */
    void replace(Runnable task) {
        synchronized (this) {
            replacing++;
        }
        Runnable whole = () -> {
            logged(task);
            replaced();
        };
        try {
            thread.execute(whole);
        } catch (RejectedExecutionException e) {
            whole.run();
        }
    }

    private void replaced() {
        List<ManagedCopy> ready;
        synchronized (this) {
            replacing--;
            ready = new ArrayList<>(held);
            held.clear();
        }
        ready.forEach(copier::give); // to the new channel, or to the fallback, or to be held until the next one is there
    }

    /** The top of the copier's thread, whose executor would keep what is thrown to itself. */
    private void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, name + ": the copier's thread failed at a task; it goes on [CLI-2]", e);
        }
    }

    /** Fails what waits, lets the CPU end what it has, and ends the thread. */
    void close() {
        List<ManagedCopy> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(waiting);
            waiting.clear();
        }
        left.forEach(copy -> copier.fail(copy, closed()));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(JOIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "%s: the copier's thread did not end within %d s; it ends after its present copy"
                        .formatted(name, JOIN_SECONDS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static NetDmaException closed() {
        return new NetDmaException(NtStatus.CANCELLED, "CLI-2", "the copier was closed before the copy was done");
    }
}
