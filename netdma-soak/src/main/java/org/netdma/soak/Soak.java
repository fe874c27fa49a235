// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.PhysicalMemory;
import org.netdma.soak.disturbance.DisturbedMachine;
import org.netdma.soak.disturbance.Disturbances;
import org.netdma.soak.disturbance.Machine;
import org.netdma.soak.traffic.TallySheet;
import org.netdma.soak.traffic.Traffic;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.NtStatusException;

/**
 * Traffic and disturbances for a while, then a look whether anything is missing or left over.
 *
 * @param machine that is disturbed
 * @param copies  for managed copies
 * @param memory  of all copies
 */
public record Soak(Machine machine, ManagedCopies copies, PhysicalMemory memory) {

    /**
     * Runs while the calling thread waits for it, and ends early when that is interrupted, which it is afterwards too.
     * The soak itself is on a thread of its own: what it does to devices and memory is done whole, and put back,
     * however it ends.
     *
     * @param progress told about once a second
     * @return what came of it
     * @throws NtStatusException when the traffic could not start, or a device could not be put back
     * @throws IOException       when a configuration could not be put back
     */
    public SoakReport run(SoakPlan plan, Consumer<TallySheet> progress) throws NtStatusException, IOException {
        CountDownLatch cancelled = new CountDownLatch(1);
        FutureTask<SoakReport> soak = new FutureTask<>(() -> run(plan, progress, cancelled));
        new Thread(soak, "netdma-soak").start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return soak.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancelled.countDown();
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) throws NtStatusException, IOException {
        if (cause instanceof NtStatusException refused) {
            throw refused;
        } else if (cause instanceof IOException failed) {
            throw failed;
        } else if (cause instanceof Error broken) {
            throw broken;
        }
        return (RuntimeException) cause;
    }

    private SoakReport run(SoakPlan plan, Consumer<TallySheet> progress, CountDownLatch cancelled)
            throws NtStatusException, IOException, InterruptedException {
        if (machine.clients().providers().isEmpty()) {
            throw new NtStatusException(NtStatus.DEVICE_NOT_READY, "CLI-1",
                    "no DMA provider is registered, so there is nothing to disturb: put its jar into providers/");
        }
        try (DisturbedMachine disturbed = new DisturbedMachine(machine, copies, memory)) {
            disturbed.prepare();
            Residue before = Residue.now(machine.context(), memory);
            Traffic traffic = new Traffic(machine.clients(), copies, memory, plan.seed(), plan.workers(),
                    plan.longest());
            Disturbances disturbances = disturbed.disturbances(traffic::resetChannel, plan.seed(), traffic::fault);
            try (traffic; disturbed) {
                disturb(plan, disturbances, () -> progress.accept(traffic.sheet()), cancelled);
            }
            if (!disturbed.awaitSettled()) {
                traffic.fault("the devices do not come to rest");
            }
            List<String> leaks = before.excess(() -> Residue.now(machine.context(), memory), Residue.LIMIT);
            CopierStatistics managed = traffic.statistics();
            return new SoakReport(plan, traffic.sheet(), disturbances.changes(), disturbances.injected(),
                    disturbances.refusals(), traffic.removals(), managed.retries(), managed.byFallback(), leaks);
        }
    }

    /** Disturbs until the time is over, or somebody cancels it. */
    private static void disturb(SoakPlan plan, Disturbances disturbances, Runnable progress, CountDownLatch cancelled)
            throws InterruptedException {
        long end = System.nanoTime() + plan.duration().toNanos();
        long shown = System.nanoTime();
        while (System.nanoTime() < end && !cancelled.await(Math.min(disturbances.around(plan.pause()).toNanos(),
                Math.max(1, end - System.nanoTime())), TimeUnit.NANOSECONDS)) {
            disturbances.next();
            if (System.nanoTime() - shown > TimeUnit.SECONDS.toNanos(1)) {
                shown = System.nanoTime();
                progress.run();
            }
        }
    }
}
