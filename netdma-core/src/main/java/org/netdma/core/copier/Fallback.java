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

    private final String name;
    private final CopierPolicy policy;
    private final SpreadingCopier copier;
    private final ScheduledThreadPoolExecutor thread;
    private final Deque<ManagedCopy> waiting = new ArrayDeque<>();
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
     * Takes a copy that no engine has.
     *
     * @param reason what the last engine said, or that there is none
     */
    void take(ManagedCopy copy, NetDmaException reason) {
        switch (policy.whenNoEngine()) {
            case FAIL -> copier.fail(copy, reason);
            case FALL_BACK -> execute(copy, () -> copier.copyByProcessor(copy, Means.FALLBACK));
            case WAIT -> await(copy, reason);
        }
    }

    private void execute(ManagedCopy copy, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            copier.fail(copy, closed());
        }
    }

    private void await(ManagedCopy copy, NetDmaException reason) {
        copy.forgetAttempts();
        try {
            synchronized (this) {
                if (closed) {
                    throw new RejectedExecutionException();
                }
                thread.schedule(() -> expire(copy, reason), policy.waitLimit().toNanos(), TimeUnit.NANOSECONDS);
                waiting.add(copy);
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

    /** Gives the copies that wait to the engines that came. */
    void enginesCame() {
        List<ManagedCopy> ready;
        synchronized (this) {
            ready = new ArrayList<>(waiting);
            waiting.clear();
        }
        ready.forEach(copier::give);
    }

    /** Runs something that may wait, on the copier's thread; on this one when that is gone. */
    void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
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
