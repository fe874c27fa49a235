// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClients;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.PhysicalMemory;
import org.netdma.soak.disturbance.Disturbances;
import org.netdma.soak.traffic.TallySheet;
import org.netdma.soak.traffic.Traffic;
import org.netdma.wdm.NtStatus;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Traffic and disturbances for a while, then a look whether anything is missing or left over.
 *
 * @param clients        for copies of channels
 * @param copies         for managed copies
 * @param memory         of both
 * @param pnp            has the engines
 * @param configurations of the drivers
 * @param context        of this bundle
 */
public record Soak(DmaClients clients, ManagedCopies copies, PhysicalMemory memory, PnpManager pnp,
        ConfigurationAdmin configurations, BundleContext context) {

    /**
     * Runs on the calling thread, and ends early when that is interrupted.
     *
     * @param progress told about once a second
     * @return what came of it
     * @throws NetDmaException when the traffic could not start
     * @throws IOException     when a configuration could not be put back
     */
    public SoakReport run(SoakPlan plan, Consumer<TallySheet> progress) throws NetDmaException, IOException {
        if (clients.providers().isEmpty()) {
            throw new NetDmaException(NtStatus.DEVICE_NOT_READY, "CLI-1",
                    "no DMA provider is registered, so there is nothing to disturb: put its jar into providers/");
        }
        Residue before = Residue.now(context, memory);
        TallySheet sheet;
        CopierStatistics managed;
        Map<String, Long> counts;
        Traffic traffic = new Traffic(clients, copies, memory, plan.seed(), plan.workers(), plan.longest());
        try (traffic; Disturbances disturbances =
                new Disturbances(pnp, clients, configurations, context, plan.seed(), traffic::fault)) {
            disturb(plan, disturbances, () -> progress.accept(traffic.sheet()));
            counts = disturbances.counts();
        } finally {
            managed = traffic.statistics();
        }
        sheet = traffic.sheet();
        List<String> leaks = before.excess(context, memory);
        return new SoakReport(plan, sheet, counts, managed.retries(), managed.byFallback(), leaks);
    }

    private static void disturb(SoakPlan plan, Disturbances disturbances, Runnable progress) {
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // a person cancelled it: report what there is
        }
    }
}
