// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.io.IOException;
import java.util.List;
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
     * Runs on the calling thread, and ends early when that is interrupted, which it is afterwards too. However it ends,
     * it puts all back.
     *
     * @param progress told about once a second
     * @return what came of it
     * @throws NtStatusException when the traffic could not start, or a device could not be put back
     * @throws IOException       when a configuration could not be put back
     */
    public SoakReport run(SoakPlan plan, Consumer<TallySheet> progress) throws NtStatusException, IOException {
        if (machine.clients().providers().isEmpty()) {
            throw new NtStatusException(NtStatus.DEVICE_NOT_READY, "CLI-1",
                    "no DMA provider is registered, so there is nothing to disturb: put its jar into providers/");
        }
        try (DisturbedMachine disturbed = new DisturbedMachine(machine)) {
            disturbed.prepare();
            return run(plan, disturbed, progress);
        }
    }

    private SoakReport run(SoakPlan plan, DisturbedMachine disturbed, Consumer<TallySheet> progress)
            throws NtStatusException, IOException {
        Residue before = Residue.now(machine.context(), memory);
        Traffic traffic = new Traffic(machine.clients(), copies, memory, plan.seed(), plan.workers(), plan.longest());
        Disturbances disturbances = disturbed.disturbances(traffic::resetChannel, plan.seed(), traffic::fault);
        boolean interrupted = false;
        try (traffic; disturbed) {
            interrupted = disturb(plan, disturbances, () -> progress.accept(traffic.sheet()));
        }
        if (!disturbed.awaitSettled()) {
            traffic.fault("the devices do not come to rest");
        }
        List<String> leaks = before.excess(() -> Residue.now(machine.context(), memory), Residue.LIMIT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        CopierStatistics managed = traffic.statistics();
        return new SoakReport(plan, traffic.sheet(), disturbances.changes(), disturbances.injected(),
                disturbances.refusals(), traffic.removals(), managed.retries(), managed.byFallback(), leaks);
    }

    /** {@return whether a person cancelled it; the thread is not interrupted any more, so that it can clean up} */
    private static boolean disturb(SoakPlan plan, Disturbances disturbances, Runnable progress) {
        long end = System.nanoTime() + plan.duration().toNanos();
        long shown = System.nanoTime();
        try {
            while (System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.sleep(Math.min(disturbances.around(plan.pause()).toNanos(),
                        Math.max(1, end - System.nanoTime())));
                disturbances.next();
                if (System.nanoTime() - shown > TimeUnit.SECONDS.toNanos(1)) {
                    shown = System.nanoTime();
                    progress.run();
                }
            }
            return Thread.interrupted();
        } catch (InterruptedException e) {
            return true;
        }
    }
}
