// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.verifier;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.VerifierRule;
import org.netdma.wdm.verifier.Violation;

/**
 * Looks on while routines of drivers and listeners of clients run, and reports one that does not return in time, with
 * the stack it has then. Its thread is there from the first call that is watched on; calls of those that are not
 * watched cost one look at a mode.
 */
final class CallbackWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger(CallbackWatch.class.getName());
    private static final long JOIN_MILLIS = 5_000;

    /** One call that is going on. Compared by identity: a routine may be running many times. */
    private final class Call {
        final Suspect suspect;
        final String routine;
        final Thread thread = Thread.currentThread();
        /** The call in which this one is made, such as that of the driver above; null for none. */
        final Call outer = innermost.get();
        volatile long deadline = deadline();
        /** It waits for somebody else's routine, and is not to blame while it does. */
        volatile boolean waits;

        Call(Suspect suspect, String routine) {
            this.suspect = suspect;
            this.routine = routine;
        }

        void enter() {
            if (outer != null) {
                outer.waits = true;
            }
            innermost.set(this);
            running.add(this);
        }

        void leave() {
            running.remove(this);
            if (outer == null) {
                innermost.remove();
            } else {
                innermost.set(outer);
                outer.deadline = deadline();
                outer.waits = false;
            }
        }

        private long deadline() {
            return System.nanoTime() + verifier.callbackLimit().toNanos();
        }
    }

    private final CoreVerifier verifier;
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Call> innermost = new ThreadLocal<>();
    private Thread thread;
    private boolean closed;

    /** @param verifier that is told */
    CallbackWatch(CoreVerifier verifier) {
        this.verifier = verifier;
    }

    /** Runs a routine of somebody. {@return what it returns} */
    <T> T during(Suspect suspect, String routine, Supplier<T> call) {
        if (verifier.mode(suspect.name()) == VerifierMode.OFF) {
            return call.get();
        }
        Call entered = new Call(suspect, routine);
        entered.enter();
        wake();
        try {
            return call.get();
        } finally {
            entered.leave();
        }
    }

    /** {@return work for another thread that the calling one waits for: what it calls is called by this one} */
    <T> Supplier<T> onBehalf(Supplier<T> work) {
        Call caller = innermost.get();
        return () -> {
            innermost.set(caller);
            try {
                return work.get();
            } finally {
                innermost.remove();
            }
        };
    }

    private synchronized void wake() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, "netdma-verifier");
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    private synchronized void run() {
        try {
            while (!closed) {
                if (running.isEmpty()) {
                    wait();
                } else {
                    long nanos = look();
                    wait(Math.max(1, Math.min(verifier.callbackLimit().toMillis(), nanos / 1_000_000 + 1)));
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.WARNING, "the verifier''s thread was interrupted and ends; the next call starts another", e);
            thread = null;
        }
    }

    /** Reports what is overdue, each once. {@return nanoseconds until the next deadline} */
    private long look() {
        long now = System.nanoTime();
        long next = Long.MAX_VALUE;
        for (Call call : running) {
            if (call.waits) {
                continue; // until the other one returns, which wakes nobody: the deadline is set anew then
            }
            long left = call.deadline - now;
            if (left <= 0 && running.remove(call)) {
                verifier.report(Violation.of(VerifierRule.CALLBACK_BLOCKED, call.suspect.name(), call.suspect.device(),
                        call.routine, "%s does not return for %d ms".formatted(call.thread.getName(),
                                verifier.callbackLimit().toMillis()), call.thread));
            } else if (left > 0) {
                next = Math.min(next, left);
            }
        }
        return next;
    }

    /** Ends the thread. */
    @Override
    public void close() {
        Thread ending;
        synchronized (this) {
            closed = true;
            ending = thread;
            notifyAll();
        }
        if (ending == null) {
            return;
        }
        try {
            ending.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (ending.isAlive()) {
            LOG.log(Level.ERROR, "{0} did not end within {1} ms", ending.getName(), JOIN_MILLIS);
        }
    }
}
