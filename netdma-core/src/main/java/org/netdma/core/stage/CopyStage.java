// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.stage;

import java.lang.System.Logger;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.netdma.core.driver.ThrownLog;

/**
 * The stage of a copy, which completes when nothing reads or writes the copy's memory any more, and not before: a caller
 * frees buffers then. So nobody but the interface completes it. {@link #cancel} takes a copy back that has not begun,
 * and is refused for any other. Who wants to wait no longer does so with a stage of its own, {@link #copy()}.
 *
 * <p>A {@link CompletableFuture} passes on what it cannot keep, such as a dependent's exception whose message overflows
 * the stack. Here that is logged, and the other dependents, and the copies behind this one, get their turn [MEM-13].
 */
public abstract class CopyStage extends CompletableFuture<Void> {

    private static final Logger LOG = System.getLogger(CopyStage.class.getName());

    /**
     * Takes the copy back if nothing of it has begun. Any thread.
     *
     * @return whether it was taken back: it is then never begun, and the caller of this completes the stage
     */
    protected abstract boolean takeBack();

    /** Completes the stage: the bytes are there. {@return false when it was completed before} */
    protected final boolean succeed() {
        try {
            return super.complete(null);
        } catch (RuntimeException | Error e) {
            finishDependents(e);
            return true;
        }
    }

    /** Fails the stage: nothing of the copy is on the way any more. {@return false when it was completed before} */
    protected final boolean failWith(Throwable reason) {
        try {
            return super.completeExceptionally(reason);
        } catch (RuntimeException | Error e) {
            finishDependents(e);
            return true;
        }
    }

    /** Runs the dependents behind the one that threw: each turn takes one off at least. Logs the first throwable. */
    private void finishDependents(Throwable first) {
        int left = getNumberOfDependents();
        while (left > 0) {
            try {
                super.complete(null); // of no effect on the stage, which is complete
                left = 0;
            } catch (RuntimeException | Error e) {
                if (e != first) {
                    first.addSuppressed(e);
                }
                int now = getNumberOfDependents();
                left = now < left ? now : 0; // 0: this thread has no stack left even for that
            }
        }
        ThrownLog.error(LOG, "what depends on the stage of a copy threw; the stage is complete [MEM-13]", first);
    }

    /**
     * Takes the copy back if it has not begun.
     *
     * @param mayInterruptIfRunning of no effect
     * @return whether the copy is cancelled; false for one that has begun, which goes on and completes the stage
     */
    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        if (!isDone() && takeBack()) {
            failWith(new CancellationException("the copy was cancelled before it began"));
        }
        return isCancelled();
    }

    /** Refused: only the end of the copy completes its stage. {@return false} */
    @Override
    public final boolean complete(Void value) {
        return false;
    }

    /** Refused: only the end of the copy completes its stage. {@return false} */
    @Override
    public final boolean completeExceptionally(Throwable reason) {
        return false;
    }

    @Override
    public final CompletableFuture<Void> completeAsync(Supplier<? extends Void> supplier) {
        throw refused();
    }

    @Override
    public final CompletableFuture<Void> completeAsync(Supplier<? extends Void> supplier, Executor executor) {
        throw refused();
    }

    @Override
    public final void obtrudeValue(Void value) {
        throw refused();
    }

    @Override
    public final void obtrudeException(Throwable reason) {
        throw refused();
    }

    /** {@return another stage, which fails after the limit; the copy goes on, and this stage with it} */
    @Override
    public final CompletableFuture<Void> orTimeout(long timeout, TimeUnit unit) {
        return copy().orTimeout(timeout, unit);
    }

    /** {@return another stage, which completes after the limit; the copy goes on, and this stage with it} */
    @Override
    public final CompletableFuture<Void> completeOnTimeout(Void value, long timeout, TimeUnit unit) {
        return copy().completeOnTimeout(value, timeout, unit);
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("only the end of the copy completes its stage: use copy() of it");
    }
}
