// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.netdma.NetDmaException;
import org.netdma.memory.PhysicalMemory;

/** One thread that copies, a few copies at a time, and checks each. */
final class Worker implements Runnable {

    private static final int AT_ONCE = 4;
    private static final int LOST_AFTER_SECONDS = 60;
    private static final long NO_ENGINE_PAUSE_NANOS = 5_000_000;

    private final String name;
    private final CopyPath path;
    private final PhysicalMemory memory;
    private final SplittableRandom random;
    private final int longest;
    private final Tally tally;
    private final BooleanSupplier goOn;

    Worker(String name, CopyPath path, PhysicalMemory memory, SplittableRandom random, int longest, Tally tally,
            BooleanSupplier goOn) {
        this.name = name;
        this.path = path;
        this.memory = memory;
        this.random = random;
        this.longest = longest;
        this.tally = tally;
        this.goOn = goOn;
    }

    @Override
    public void run() {
        List<Payload> payloads = new ArrayList<>();
        try (path) {
            for (int i = 0; i < AT_ONCE; i++) {
                payloads.add(new Payload(memory, longest));
            }
            while (goOn.getAsBoolean()) {
                if (path.renew()) {
                    copy(payloads);
                } else {
                    LockSupport.parkNanos(NO_ENGINE_PAUSE_NANOS);
                }
            }
        } catch (NetDmaException | RuntimeException e) {
            tally.fault("%s ended: %s".formatted(name, e));
        } finally {
            payloads.forEach(this::close);
        }
    }

    private void copy(List<Payload> payloads) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Payload payload : payloads) {
            payload.prepare(random, longest).ifPresent(this::fault);
            ends.add(path.copy(payload).toCompletableFuture());
        }
        for (int i = 0; i < payloads.size(); i++) {
            await(payloads.get(i), ends.get(i));
        }
    }

    private void await(Payload payload, CompletableFuture<Void> end) {
        try {
            end.get(LOST_AFTER_SECONDS, TimeUnit.SECONDS);
            Optional<String> wrong = payload.verify();
            wrong.ifPresentOrElse(this::fault, () -> tally.verified(payload.length()));
        } catch (ExecutionException | CompletionException e) {
            if (path.mayFail() && e.getCause() instanceof NetDmaException) {
                tally.failedLoudly();
                payload.intact().ifPresent(this::fault);
            } else {
                fault("a copy that may not fail did: " + e.getCause());
            }
        } catch (TimeoutException e) {
            fault("a copy of %d bytes is lost: it did not end within %d s".formatted(payload.length(),
                    LOST_AFTER_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault("interrupted");
        }
    }

    private void fault(String what) {
        tally.fault(name + ": " + what);
    }

    private void close(Payload payload) {
        try {
            payload.close();
        } catch (NetDmaException e) {
            fault("its memory is still in use: " + e.getMessage());
        }
    }
}
