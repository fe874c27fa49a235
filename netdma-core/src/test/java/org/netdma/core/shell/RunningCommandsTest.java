// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RunningCommandsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RunningCommands running = new RunningCommands();

    @Test
    void shouldWaitForInterruptedCommandsToCleanUp() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        ExecutorService shell = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> interruptedAfterwards = shell.submit(() -> {
                running.run(() -> {
                    inside.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        cleanedUp.set(true);
                        Thread.currentThread().interrupt();
                    }
                });
                return Thread.currentThread().isInterrupted();
            });
            assertTrue(inside.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
            running.close(LIMIT);
            assertTrue(cleanedUp.get());
            assertFalse(interruptedAfterwards.get(LIMIT.toSeconds(), TimeUnit.SECONDS), "the thread is not ours");
        } finally {
            shell.shutdownNow();
        }
    }

    @Test
    void shouldLetNoneBeginOnceClosed() {
        running.close(LIMIT);
        assertEquals("NetDMA is being stopped: try again when it runs",
                assertThrows(CommandFailure.class, () -> running.run(() -> { })).getMessage());
    }

    @Test
    void shouldNotWaitForCommandsThatAreDone() throws Exception {
        running.run(() -> { });
        assertThrows(CommandFailure.class, () -> running.run(() -> {
            throw new CommandFailure("x");
        }));
        running.close(LIMIT);
        assertFalse(Thread.interrupted());
    }
}
