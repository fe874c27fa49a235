// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.netdma.wdm.NtStatus;

/**
 * Calls that a driver gets while others wait for it, each on a thread of its own, so that one that never returns holds
 * up nobody for longer than a limit [STO-4]. For what is called rarely.
 */
public final class BoundedCall {

    private static final Logger LOG = System.getLogger(BoundedCall.class.getName());

    private BoundedCall() {
    }

    /**
     * Calls an entry point that answers with a status.
     *
     * @param what  entry point and channel, for the log
     * @param limit longest wait
     * @return as {@link DriverCall#status}; IO_TIMEOUT when it does not return in time
     */
    public static NtStatus status(String what, Duration limit, Supplier<NtStatus> call) {
        AtomicReference<NtStatus> answer = new AtomicReference<>(NtStatus.IO_TIMEOUT);
        Thread thread = new Thread(() -> answer.set(DriverCall.status(what, call)), "netdma-call-" + what);
        thread.setDaemon(true);
        thread.setContextClassLoader(null); // should it stay for ever, then without the caller's bundle
        thread.start();
        if (!join(thread, limit)) {
            LOG.log(Level.ERROR, "{0} did not return within {1} ms; its thread is left behind [STO-4]", what,
                    limit.toMillis());
        }
        return answer.get();
    }

    /** {@return whether it ended in time. A caller that is interrupted waits all the same: the engine is to stop} */
    private static boolean join(Thread thread, Duration limit) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + limit.toNanos();
        while (thread.isAlive() && System.nanoTime() < deadline) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
