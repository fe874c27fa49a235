// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.wdm.DeferredProcedureCall;

class DpcCloseTest extends TwoProcessors {

    @Test
    @DisplayName("closing waits for the routine; afterwards it does not run, whatever was queued")
    void shouldNotRunAfterClose() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        DeferredProcedureCall call = processors.create(device, cpu -> {
            running.countDown();
            await(goOn);
            runs.incrementAndGet();
        });
        call.queue(0);
        await(running);
        call.queue(1);
        Thread closer = new Thread(call::close);
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING && closer.isAlive()) {
            Thread.onSpinWait();
        }
        assertTrue(closer.isAlive(), "close returned while the routine was running");
        goOn.countDown();
        closer.join(20_000);
        assertFalse(closer.isAlive());
        assertFalse(call.queue(0));
        runOnAllCpus();
        assertEquals(1, runs.get());
    }

    @Test
    void shouldNotRunWhatIsClosedWhileItIsQueued() {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        processors.create(device, cpu -> {
            holding.countDown();
            await(hold);
        }).queue(0);
        await(holding);
        AtomicInteger runs = new AtomicInteger();
        DeferredProcedureCall call = processors.create(device, cpu -> runs.incrementAndGet());
        assertTrue(call.queue(0));
        call.close();
        hold.countDown();
        runOnAllCpus();
        assertEquals(0, runs.get());
    }

    @Test
    void shouldBeClosableFromItsOwnRoutine() {
        CountDownLatch done = new CountDownLatch(1);
        AtomicReference<DeferredProcedureCall> self = new AtomicReference<>();
        self.set(processors.create(device, cpu -> {
            self.get().close();
            done.countDown();
        }));
        self.get().queue(0);
        await(done);
        assertFalse(self.get().queue(0));
    }

    @Test
    @DisplayName("[PNP-18] a routine that never returns loses its thread; the calls behind it run on a new one")
    void shouldReplaceAThreadThatIsStuck() {
        DpcProcessors impatient = new DpcProcessors(1, () -> Duration.ofMillis(100), ThreadPinner.NONE);
        impatient.start();
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        DeferredProcedureCall blocks = impatient.create(device, cpu -> {
            stuck.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException ignored) {
                    Thread.interrupted();
                }
            }
            ended.countDown();
        });
        blocks.queue(0);
        await(stuck);
        CountDownLatch behind = new CountDownLatch(1);
        impatient.create(device, cpu -> behind.countDown()).queue(0);
        blocks.close();
        await(behind);
        release.countDown();
        await(ended);
        impatient.stop();
    }
}
