// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.netdma.wdm.NtStatusException;

/** Somebody else who asks for something at the same time, on a thread of their own. */
final class Background {

    /** Less than the PnP manager lets somebody wait at most. */
    private static final long LIMIT_SECONDS = 45;

    /** What they ask for. */
    interface Request {
        void run() throws Exception;
    }

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread thread;

    private Background(Request request) {
        thread = new Thread(() -> {
            try {
                request.run();
                done.complete(null);
            } catch (Throwable failure) { // whatever it is, the test is told
                done.completeExceptionally(failure);
            }
        }, "in the background of " + Thread.currentThread().getName());
    }

    static Background run(Request request) {
        Background background = new Background(request);
        background.thread.start();
        return background;
    }

    /** Waits until they wait. */
    void awaitWaiting() throws Exception {
        Await.until(thread::getState, state -> state == Thread.State.TIMED_WAITING || state == Thread.State.WAITING,
                "waits for its turn");
    }

    /** {@return the refusal they got, if they did; whatever else was thrown is thrown here} */
    Optional<NtStatusException> end() throws Exception {
        try {
            done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NtStatusException refused) {
                return Optional.of(refused);
            }
            throw e;
        }
    }
}
