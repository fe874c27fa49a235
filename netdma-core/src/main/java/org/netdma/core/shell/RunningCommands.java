// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The threads that are in a command, so that they can be called out of it before the bundle goes. */
final class RunningCommands {

    private static final System.Logger LOG = System.getLogger(RunningCommands.class.getName());

    private final Set<Thread> threads = new HashSet<>();
    private boolean closed;

    /** What a thread does here. */
    @FunctionalInterface
    interface Command {
        void run() throws CommandFailure;
    }

    /**
     * Runs a command on the calling thread.
     *
     * @throws CommandFailure as the command, or when the shell is being closed
     */
    void run(Command command) throws CommandFailure {
        enter();
        try {
            command.run();
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws CommandFailure {
        if (closed) {
            throw new CommandFailure("NetDMA is being stopped: try again when it runs");
        }
        threads.add(Thread.currentThread());
    }

    private synchronized void leave() {
        threads.remove(Thread.currentThread());
        if (closed) {
            // The interruption was for the command; the thread is Gogo's.
            Thread.interrupted();
        }
        notifyAll();
    }

    /**
     * Lets no command begin any more, interrupts those that run, and waits for them.
     *
     * @param limit longest wait
     */
    synchronized void close(Duration limit) {
        closed = true;
        threads.forEach(Thread::interrupt);
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); !threads.isEmpty() && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!threads.isEmpty()) {
            LOG.log(Level.WARNING, "{0} commands did not end within {1} s", threads.size(), limit.toSeconds());
        }
    }
}
