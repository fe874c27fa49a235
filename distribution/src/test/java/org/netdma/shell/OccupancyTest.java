// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.netdma.launcher.console.ConsoleStoppedException;

@Timeout(180)
class OccupancyTest {

    private final Occupancy occupancy = new Occupancy();

    @Test
    void shouldReturnWhatCameOfTheWork() throws Exception {
        assertEquals(7, occupancy.during(() -> 7));
        occupancy.awaitEnd(() -> { });
    }

    @Test
    void shouldInterruptTheWorkAndWaitForItsEnd() throws InterruptedException, ExecutionException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<String> work = new FutureTask<>(() -> occupancy.during(() -> {
            begun.countDown();
            try {
                never.await();
                return "finished";
            } catch (InterruptedException e) {
                return "interrupted";
            }
        }));
        Thread thread = new Thread(work, "worker");
        thread.start();
        assertTrue(begun.await(60, TimeUnit.SECONDS));

        occupancy.awaitEnd(occupancy::interrupt);

        assertEquals("interrupted", work.get());
        thread.join();
    }

    @Test
    void shouldNotWaitForItself() throws Exception {
        assertEquals("done", occupancy.during(() -> {
            occupancy.awaitEnd(() -> { });
            return "done";
        }));
    }

    @Test
    void shouldTurnWorkAwayAfterItsEndInsteadOfLettingItWait() {
        occupancy.awaitEnd(() -> { });

        assertThrows(ConsoleStoppedException.class, () -> occupancy.during(() -> "done"));
        assertTrue(occupancy.ended());
    }
}
