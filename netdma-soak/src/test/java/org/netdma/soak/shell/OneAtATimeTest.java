// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneAtATimeTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final OneAtATime running = new OneAtATime();
    private final ExecutorService shell = Executors.newSingleThreadExecutor();
    private final CountDownLatch inside = new CountDownLatch(1);
    private volatile boolean cleanedUp;

    @AfterEach
    void end() {
        shell.shutdownNow();
    }

    private Future<Boolean> soak() throws InterruptedException {
        Future<Boolean> interruptedAfterwards = shell.submit(() -> {
            running.run(() -> {
                inside.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    cleanedUp = true;
                    Thread.currentThread().interrupt();
                }
                return true;
            });
            return Thread.currentThread().isInterrupted();
        });
        assertTrue(inside.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        return interruptedAfterwards;
    }

    @Test
    void shouldLetNoSecondOneRun() throws Exception {
        soak();
        assertEquals("netdma:soak: another soak runs: wait for it, or cancel it",
                assertThrows(IllegalStateException.class, () -> running.run(() -> true)).getMessage());
        running.close(LIMIT);
    }

    @Test
    void shouldWaitUntilTheSoakHasCleanedUp() throws Exception {
        Future<Boolean> interruptedAfterwards = soak();
        running.close(LIMIT);
        assertTrue(cleanedUp);
        assertEquals(false, interruptedAfterwards.get(LIMIT.toSeconds(), TimeUnit.SECONDS),
                "the thread is the shell's");
        assertThrows(IllegalStateException.class, () -> running.run(() -> true));
    }

    @Test
    void shouldRunOneAfterTheOther() throws Exception {
        assertTrue(running.run(() -> true));
        assertTrue(running.run(() -> true));
    }
}
