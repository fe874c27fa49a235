// SPDX-License-Identifier: Apache-2.0
package org.netdma.itests.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.client.managed.WhenNoEngine;
import org.netdma.memory.PhysicalMemory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * A client like any other, in a bundle of its own: copies all the time, with the engines that there are, and checks
 * each copy. It comes and goes with the NetDMA interface.
 */
@Component
public final class CopyingClient {

    /** Filter of the service that is told of each copy. */
    public static final String FILTER = "(netdma.itests.copies=true)";

    /** Every copy is an engine's, if there is one; those that have two channels have one left for the other thread. */
    private static final CopierPolicy POLICY =
            new CopierPolicy(WhenNoEngine.FALL_BACK, Duration.ofSeconds(60), 3, 0, 1, 64);
    /** More than a copy may take to end. */
    private static final long LIMIT_SECONDS = 90;

    private final Report report;
    private final DmaClient client;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean going = true;

    @Activate
    public CopyingClient(@Reference DmaClients clients, @Reference PhysicalMemory memory,
            @Reference ManagedCopies copies, @Reference(target = FILTER) Consumer<String> lines)
            throws NetDmaException {
        report = new Report(lines);
        client = clients.register("copying client");
        Stages stages = new Stages(report);
        add("channels", new ChannelPath(new Channels(clients, client, report), stages, new Tickets(report)), memory);
        add("managed", new ManagedPath(copies.open("copying client", POLICY), stages), memory);
        threads.forEach(Thread::start);
    }

    private void add(String name, CopyPath path, PhysicalMemory memory) {
        threads.add(new Thread(new Worker(name, path, memory, report, () -> going), "copying client " + name));
    }

    @Deactivate
    void deactivate() throws InterruptedException {
        going = false;
        for (Thread thread : threads) {
            TimeUnit.SECONDS.timedJoin(thread, LIMIT_SECONDS);
            if (thread.isAlive()) {
                report.fault("%s does not end: %s".formatted(thread.getName(), List.of(thread.getStackTrace())));
            }
        }
        client.close();
    }
}
