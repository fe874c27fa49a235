// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.interrupt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.netdma.wdm.DeferredProcedureCall;

class DpcTest extends TwoProcessors {

    @Test
    @DisplayName("[INT-2] a DPC thread pins itself to its CPU before it runs any DPC")
    void shouldPinEachThreadToItsCpu() {
        for (int cpu = 0; cpu < CPUS; cpu++) {
            AtomicReference<Thread> ranOn = new AtomicReference<>();
            CountDownLatch ran = new CountDownLatch(1);
            processors.create(device, on -> {
                ranOn.set(pinned.get(on));
                assertEquals(Thread.currentThread(), ranOn.get());
                ran.countDown();
            }).queue(cpu);
            await(ran);
            assertEquals("netdma-dpc-" + cpu, ranOn.get().getName());
        }
    }

    @Test
    @DisplayName("[PNP-18] a pinner that throws costs the pinning, not the thread")
    void shouldRunDpcsWhenPinningFails() {
        DpcProcessors unpinned = new DpcProcessors(CPUS, () -> Duration.ofSeconds(20), cpu -> {
            throw new IllegalStateException("thrown while pinning");
        });
        unpinned.start();
        CountDownLatch ran = new CountDownLatch(1);
        unpinned.create(device, cpu -> ran.countDown()).queue(1);
        await(ran);
        unpinned.stop();
    }

    @Test
    @DisplayName("[INT-2] a DPC runs on the thread of the CPU it is queued to")
    void shouldRunOnTheCpuItIsQueuedTo() throws InterruptedException {
        for (int cpu = 0; cpu < CPUS; cpu++) {
            CountDownLatch ran = new CountDownLatch(1);
            AtomicReference<String> where = new AtomicReference<>();
            DeferredProcedureCall call = processors.create(device, number -> {
                where.set(Thread.currentThread().getName() + " " + number);
                ran.countDown();
            });
            assertTrue(call.queue(cpu + CPUS), "taken modulo the number of CPUs");
            await(ran);
            assertEquals("netdma-dpc-%d %d".formatted(cpu, cpu), where.get());
            call.close();
        }
        assertEquals(List.of(), device.connections());
    }

    @Test
    void shouldRunOnceForTwoRequestsBeforeItRuns() {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        DeferredProcedureCall blocker = processors.create(device, cpu -> {
            holding.countDown();
            await(hold);
        });
        CountDownLatch done = new CountDownLatch(1);
        DeferredProcedureCall call = processors.create(device, cpu -> runs.incrementAndGet());
        DeferredProcedureCall last = processors.create(device, cpu -> done.countDown());
        blocker.queue(0);
        await(holding);
        assertTrue(call.queue(0));
        assertFalse(call.queue(0));
        assertFalse(call.queue(1), "queued already, wherever that is");
        last.queue(0);
        hold.countDown();
        await(done);
        assertEquals(1, runs.get());
    }

    @Test
    @DisplayName("queued while it runs, it runs again afterwards, on the other CPU, never twice at once")
    void shouldRunAgainWhenQueuedWhileItRuns() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> cpus = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        DeferredProcedureCall call = processors.create(device, cpu -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            cpus.add(cpu);
            running.countDown();
            await(goOn);
            inside.decrementAndGet();
            done.countDown();
        });
        call.queue(0);
        await(running);
        assertTrue(call.queue(1));
        assertFalse(call.queue(0));
        goOn.countDown();
        await(done);
        assertEquals(List.of(0, 1), cpus);
        assertEquals(1, most.get());
    }

    @Test
    void shouldKeepTheOrderInWhichCallsAreQueued() {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        List<Integer> order = new ArrayList<>();
        processors.create(device, cpu -> await(hold)).queue(0);
        for (int number = 0; number < 100; number++) {
            int mine = number;
            processors.create(device, cpu -> order.add(mine)).queue(0);
        }
        processors.create(device, cpu -> done.countDown()).queue(0);
        hold.countDown();
        await(done);
        assertEquals(100, order.size());
        assertEquals(order.stream().sorted().toList(), order);
    }

    @Test
    @DisplayName("threads park when there is nothing to do")
    void shouldParkWhenIdle() {
        runOnAllCpus();
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("netdma-dpc-\\d")).toList();
        assertEquals(CPUS, threads.size());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            assertTrue(System.nanoTime() < deadline, "they still run");
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("[PNP-18] a routine that throws harms nobody")
    void shouldGoOnAfterARoutineThrows() {
        processors.create(device, cpu -> {
            throw new IllegalStateException("thrown in a DPC");
        }).queue(0);
        runOnAllCpus();
    }

    @Test
    @DisplayName("no call is lost, whatever many threads queue at once")
    void shouldLoseNoCallUnderLoad() throws Exception {
        int threads = 4;
        int calls = 500;
        CyclicBarrier together = new CyclicBarrier(threads);
        ConcurrentLinkedQueue<Integer> ran = new ConcurrentLinkedQueue<>();
        CountDownLatch done = new CountDownLatch(threads * calls);
        List<Thread> senders = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int first = thread * calls;
            senders.add(new Thread(() -> {
                try {
                    together.await(60, TimeUnit.SECONDS);
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
                for (int number = first; number < first + calls; number++) {
                    int mine = number;
                    processors.create(device, cpu -> {
                        ran.add(mine);
                        done.countDown();
                    }).queue(number);
                }
            }));
        }
        senders.forEach(Thread::start);
        await(done);
        assertEquals(threads * calls, ran.stream().distinct().count());
    }

    @Test
    @DisplayName("queueing allocates nothing")
    void shouldAllocateNothingWhenQueueing() {
        AtomicInteger runs = new AtomicInteger();
        DeferredProcedureCall call = processors.create(device, cpu -> runs.incrementAndGet());
        for (int i = 0; i < 20_000; i++) {
            call.queue(i);
        }
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            call.queue(i);
        }
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 20_000, "allocated " + allocated + " bytes in 20000 calls");
    }
}
