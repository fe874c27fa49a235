// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.client.event.ClientEvent;
import org.netdma.client.managed.CopierPolicy;
import org.netdma.client.managed.CopierStatistics;
import org.netdma.client.managed.ManagedCopier;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.PhysicalMemory;

/** The load: workers that copy until they are told to end. */
public final class Traffic implements AutoCloseable {

    /** A worker that waits for a lost copy takes a minute to say so, for each of its copies. */
    private static final Duration END_LIMIT = Duration.ofMinutes(5);

    private final Tally tally = new Tally();
    private final List<Thread> threads = new ArrayList<>();
    private final List<ChannelPath> channels = new ArrayList<>();
    private final AtomicLong removals = new AtomicLong();
    private final ManagedCopier copier;
    private final DmaClient client;
    private volatile boolean going = true;

    /**
     * Starts it.
     *
     * @param workers threads, half of them with the managed copier
     * @param longest copy, in bytes
     */
    public Traffic(DmaClients clients, ManagedCopies copies, PhysicalMemory memory, long seed, int workers, int longest)
            throws NetDmaException {
        client = clients.register("netdma:soak", event -> {
            if (event instanceof ClientEvent.ProviderRemoval) {
                removals.incrementAndGet();
            }
        });
        copier = copies.open("netdma:soak", CopierPolicy.DEFAULT.withInlineBelow(64));
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < workers; i++) {
            boolean managed = i % 2 == 0;
            String name = "netdma-soak-%s-%d".formatted(managed ? "managed" : "channel", i);
            CopyPath path = managed ? new ManagedPath(copier) : channelPath();
            threads.add(new Thread(new Worker(name, path, memory, random.split(), longest, tally, () -> going), name));
        }
        threads.forEach(Thread::start);
    }

    private ChannelPath channelPath() {
        ChannelPath path = new ChannelPath(client);
        channels.add(path);
        return path;
    }

    /** Resets one of the channels that workers have of their own. {@return whether there was one} */
    public boolean resetChannel(SplittableRandom random) {
        return !channels.isEmpty() && channels.get(random.nextInt(channels.size())).reset();
    }

    /** {@return how often an engine was taken from its clients} */
    public long removals() {
        return removals.get();
    }

    /** {@return the counts so far} */
    public TallySheet sheet() {
        return tally.sheet();
    }

    /** Notes something that must not happen. */
    public void fault(String fault) {
        tally.fault(fault);
    }

    /** {@return what the managed copier did} */
    public CopierStatistics statistics() {
        return copier.statistics();
    }

    /** Ends it: each worker waits for its copies. */
    @Override
    public void close() {
        going = false;
        long deadline = System.nanoTime() + END_LIMIT.toNanos();
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                tally.fault(thread.getName() + " does not end: " + List.of(thread.getStackTrace()));
            }
        }
        copier.close();
        client.close();
    }
}
