// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelRequest;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Units;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.PhysicalMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies memory through a provider and looks whether every byte arrived. */
@Command(name = "netdma:copy", sortOptions = false, description = "Copies memory through a DMA provider: allocates, "
        + "fills with a pattern, copies, verifies byte for byte, and says how long the copy took.")
final class CopyCommand extends ShellCommand {

    private static final String DEFAULT_SIZE = "64MiB";
    private static final int MOST_COPIES = 1_000_000;

    /** From a byte to the largest region. */
    static final class CopySize extends SizeConverter {
        CopySize() {
            super(1, PhysicalMemory.MAXIMUM_REGION_SIZE);
        }
    }

    @Option(names = {"-s", "--size"}, paramLabel = "SIZE", defaultValue = DEFAULT_SIZE, converter = CopySize.class,
            description = "Bytes to copy, such as 4096, 4K, 64MiB or 1.5g; default: ${DEFAULT-VALUE}.")
    private long size;

    @Option(names = {"-n", "--count"}, paramLabel = "COUNT", defaultValue = "1",
            description = "How many times, each with another pattern; default: ${DEFAULT-VALUE}.")
    private int count;

    @Mixin
    private ProviderChoice provider;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "1",
            description = "Makes the pattern another one; default: ${DEFAULT-VALUE}.")
    private long seed;

    private final DmaClients clients;
    private final PhysicalMemory memory;

    CopyCommand(DmaClients clients, PhysicalMemory memory) {
        this.clients = clients;
        this.memory = memory;
    }

    @Override
    void run(ShellContext context) throws CommandFailure, NetDmaException, InterruptedException {
        if (count < 1 || count > MOST_COPIES) {
            throw new CommandFailure("'%d' is not a count: expected a number from 1 to %d"
                    .formatted(count, MOST_COPIES));
        }
        ChannelRequest request = provider.request(clients);
        try (DmaClient client = clients.register("netdma:copy");
                MemoryRegion source = memory.allocate(size);
                MemoryRegion destination = memory.allocate(size);
                DmaChannel channel = client.allocateChannel(request)) {
            long fastest = Long.MAX_VALUE;
            long nanoseconds = 0;
            for (int i = 0; i < count; i++) {
                long took = copy(channel, source, destination, new TestPattern(seed + i));
                fastest = Math.min(fastest, took);
                nanoseconds += took;
            }
            report(context, channel, nanoseconds, fastest);
        }
    }

    private long copy(DmaChannel channel, MemoryRegion source, MemoryRegion destination, TestPattern pattern)
            throws CommandFailure, NetDmaException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("cancelled");
        }
        pattern.fill(source.buffer());
        long start = System.nanoTime();
        channel.copy(source, 0, destination, 0, size);
        long took = System.nanoTime() - start;
        int wrong = pattern.mismatch(destination.buffer());
        if (wrong >= 0) {
            throw new CommandFailure("byte %d of %d is 0x%02X and should be 0x%02X: provider %d does not copy right"
                    .formatted(wrong, size, destination.buffer().get(wrong), pattern.at(wrong),
                            channel.info().provider()));
        }
        return took;
    }

    private void report(ShellContext context, DmaChannel channel, long nanoseconds, long fastest) {
        long bytes = size * count;
        long descriptors = channel.info().completed();
        if (json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("provider", channel.info().provider());
            fields.put("channel", channel.info().number());
            fields.put("size", size);
            fields.put("count", count);
            fields.put("descriptors", descriptors);
            fields.put("nanoseconds", nanoseconds);
            fields.put("fastestNanoseconds", fastest);
            fields.put("bytesPerSecond", Math.round(Units.bytesPerSecond(bytes, nanoseconds)));
            fields.put("verified", true);
            context.out().println(Json.of(fields));
            return;
        }
        context.out().printf(Locale.ROOT, "%s%s copied by provider %d in %s, %s, %d descriptor%s; verified byte for byte%n",
                count == 1 ? "" : count + " x ", Units.size(size), channel.info().provider(), Units.time(nanoseconds),
                Units.rate(bytes, nanoseconds), descriptors, descriptors == 1 ? "" : "s");
        if (count > 1) {
            context.out().printf(Locale.ROOT, "fastest: %s, %s%n", Units.time(fastest), Units.rate(size, fastest));
        }
    }
}
