// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.netdma.NetDmaException;

/** Awaits stages: each must end, once, within a minute. */
record Stages(Report report) {

    private static final int LIMIT_SECONDS = 60;

    /** Copies with stages and reports how they ended. */
    void copy(String by, List<CheckedCopy> copies, Function<CheckedCopy, CompletionStage<Void>> start)
            throws InterruptedException {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (CheckedCopy copy : copies) {
            report.started(by);
            AtomicInteger ended = new AtomicInteger();
            CompletableFuture<Void> end = new CompletableFuture<>();
            start.apply(copy).whenComplete((done, failure) -> {
                if (ended.incrementAndGet() > 1) {
                    report.fault("a copy by %s ended more than once".formatted(by));
                } else if (failure == null) {
                    end.complete(null);
                } else {
                    end.completeExceptionally(failure);
                }
            });
            ends.add(end);
        }
        for (int i = 0; i < copies.size(); i++) {
            await(by, copies.get(i), ends.get(i));
        }
    }

    private void await(String by, CheckedCopy copy, CompletableFuture<Void> end) throws InterruptedException {
        try {
            end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            report.verified(by, copy.verify());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NetDmaException refused) {
                report.failed(refused.status(), copy.verifyFailed());
            } else {
                report.fault("a copy by %s ended with %s".formatted(by, e.getCause()));
            }
        } catch (TimeoutException e) {
            report.fault("a copy by %s did not end within %d s".formatted(by, LIMIT_SECONDS));
        }
    }
}
