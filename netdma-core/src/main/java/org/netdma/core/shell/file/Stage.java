// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.netdma.NetDmaException;

/**
 * A thread that works at one file of the copy.
 *
 * @param <T> what it finds out
 */
final class Stage<T> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Stage.class.getName());
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);

    private final FutureTask<T> task;
    private final DiskWatch watch;
    private final Thread thread;

    /**
     * @param name  of the thread, after {@code netdma-copyfile-}
     * @param work  ends when the thread is interrupted
     * @param watch on the calls that the work waits in
     */
    Stage(String name, Callable<T> work, DiskWatch watch) {
        this.watch = watch;
        task = new FutureTask<>(work);
        thread = new Thread(task, "netdma-copyfile-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isDone() {
        return task.isDone();
    }

    /**
     * Looks whether the thread failed, or waits for a disk for too long.
     *
     * @throws IOException     that ended the thread, or names the disk
     * @throws NetDmaException that ended the thread
     */
    void check() throws IOException, NetDmaException, InterruptedException {
        if (task.isDone()) {
            result();
        } else {
            watch.check();
        }
    }

    /** {@return what the thread found out, once it is done} */
    T result() throws IOException, NetDmaException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            } else if (e.getCause() instanceof NetDmaException failed) {
                throw failed;
            }
            throw new IOException("thread %s failed: %s".formatted(thread.getName(), e.getCause()), e.getCause());
        }
    }

    /** Ends the thread, whatever it waits for; also when the caller is being interrupted. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        thread.interrupt();
        try {
            thread.join(JOIN_LIMIT.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            LOG.log(Level.WARNING, "thread {0} did not end within {1} s", thread.getName(), JOIN_LIMIT.toSeconds());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
