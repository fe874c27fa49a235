// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

class PnpQueueTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final PnpQueue queue = new PnpQueue(() -> { }, reason -> { });

    @Test
    @DisplayName("who asks for something after the end is refused at once, and waits for nothing")
    void shouldRefuseWhatComesAfterTheEnd() {
        queue.start();
        queue.stop(LONG);
        assertTimeoutPreemptively(SOON, () -> {
            NtStatusException refused = assertThrows(NtStatusException.class,
                    () -> queue.call("plug", () -> { }, LONG));
            assertEquals(NtStatus.DELETE_PENDING, refused.status());
            assertFalse(queue.await("remove", () -> { }, LONG));
        });
    }

    @Test
    @DisplayName("what is queued before the end is done")
    void shouldDoWhatIsQueuedBeforeTheEnd() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        queue.start();
        queue.post("wait", () -> awaitUninterrupted(begin));
        queue.post("do", () -> done.set(true));
        begin.countDown();
        queue.stop(LONG);
        assertTrue(done.get());
    }

    @Test
    @DisplayName("[PNP-18] what waits behind something that does not end is dropped when the queue is told to end")
    void shouldDropWhatNobodyDoesAnyMore() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        queue.start();
        queue.post("hang", () -> {
            begin.countDown();
            awaitUninterrupted(never);
        });
        begin.await();
        AtomicBoolean done = new AtomicBoolean(true);
        Thread asking = new Thread(() -> done.set(queue.await("remove", () -> { }, LONG)));
        asking.start();
        while (asking.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        queue.stop(Duration.ofMillis(10));
        never.countDown();
        asking.join(SOON.toMillis());
        assertFalse(asking.isAlive());
        assertFalse(done.get());
    }

    /** As something that does not end when told to, and leaves that to who called it. */
    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException toldToEnd) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
