// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.netdma.NetDmaException;
import org.netdma.client.ChannelInfo;
import org.netdma.client.DmaChannel;
import org.netdma.client.DmaClient;
import org.netdma.client.DmaClients;
import org.netdma.core.shell.bench.Bench;
import org.netdma.core.shell.bench.BenchMemory;
import org.netdma.core.shell.bench.Figures;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Progress;
import org.netdma.core.shell.text.Table;
import org.netdma.core.shell.text.Units;
import org.netdma.memory.PhysicalMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what copies through a provider cost on this machine. */
@Command(name = "netdma:bench", sortOptions = false, description = "Measures what copies through a DMA provider cost "
        + "here, next to copies by the CPU: sustained with copies outstanding, to the thread that submits, and the "
        + "round trip of one copy. What is copied is compared.")
final class BenchCommand extends ShellCommand {

    private static final List<Integer> USUAL_SIZES = List.of(64, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20);
    private static final int LONGEST = 3600;

    /** What can be measured. */
    static final class CopySize extends SizeConverter {
        CopySize() {
            super(1, Bench.LARGEST);
        }
    }

    @Option(names = {"-s", "--sizes"}, paramLabel = "SIZE", split = ",", converter = CopySize.class,
            description = "Bytes of a copy, up to 4MiB, such as 64,4K; default: 64,1K,4K,16K,64K,1MiB, as far as the "
                    + "provider copies so much at once.")
    private List<Long> sizes = List.of();

    @Option(names = {"-b", "--batch"}, paramLabel = "COUNT", defaultValue = "32",
            description = "Copies of one submission, 1 to 256; default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = {"-t", "--time"}, paramLabel = "SECONDS", defaultValue = "10",
            description = "How long it may take, 1 to 3600; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Mixin
    private ProviderChoice provider;

    private final DmaClients clients;
    private final PhysicalMemory memory;

    BenchCommand(DmaClients clients, PhysicalMemory memory) {
        this.clients = clients;
        this.memory = memory;
    }

    @Override
    void run(ShellContext context) throws CommandFailure, NetDmaException, InterruptedException {
        requireWithin("batch", batch, Bench.LARGEST_BATCH);
        requireWithin("time in seconds", seconds, LONGEST);
        try (DmaClient client = clients.register("netdma:bench");
                BenchMemory copied = new BenchMemory(memory);
                DmaChannel channel = client.allocateChannel(provider.request(clients))) {
            Bench bench = new Bench(channel, copied, batch);
            List<Figures> all = measure(bench, sizesFor(channel), context);
            context.progress().clear();
            report(context, channel.info(), bench.window(), all);
        } finally {
            context.progress().clear();
        }
    }

    private static void requireWithin(String what, int value, int most) throws CommandFailure {
        if (value < 1 || value > most) {
            throw new CommandFailure("the %s is %d: expected a number from 1 to %d".formatted(what, value, most));
        }
    }

    private List<Integer> sizesFor(DmaChannel channel) throws CommandFailure {
        long most = channel.maximumTransferSize();
        for (long size : sizes) {
            if (size > most) {
                throw new CommandFailure("provider %d copies at most %s at once [XFR-11]: expected sizes up to that, "
                        .formatted(channel.info().provider(), Units.size(most)) + "not " + Units.size(size));
            }
        }
        return sizes.isEmpty() ? USUAL_SIZES.stream().filter(size -> size <= most).toList()
                : sizes.stream().map(Long::intValue).distinct().sorted().toList();
    }

    /** One share of the time for each size, and one before all for the virtual machine to compile what is measured. */
    private List<Figures> measure(Bench bench, List<Integer> all, ShellContext context)
            throws NetDmaException, InterruptedException {
        long total = TimeUnit.SECONDS.toNanos(seconds);
        long share = total / (all.size() + 1);
        context.progress().show(new Progress("warm-up", 0, total));
        bench.measure(all.get(0), share);
        List<Figures> figures = new ArrayList<>();
        for (int size : all) {
            context.progress().show(new Progress(Units.size(size), share * (figures.size() + 1), total));
            figures.add(bench.measure(size, share));
        }
        return figures;
    }

    private void report(ShellContext context, ChannelInfo channel, int window, List<Figures> all) {
        if (json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("provider", channel.provider());
            fields.put("java", System.getProperty("java.version"));
            fields.put("batch", batch);
            fields.put("outstanding", window);
            fields.put("sizes", all.stream().map(BenchCommand::fields).toList());
            context.out().println(Json.of(fields));
            return;
        }
        context.out().printf(Locale.ROOT, "provider %d, batches of %d, up to %d copies outstanding, compared; "
                + "times of one copy in ns%n", channel.provider(), batch, window);
        context.out().print(table(all));
        context.out().println(verdict(all));
    }

    private static Table table(List<Figures> all) {
        Table table = new Table(">Size", ">Copies/s", ">Rate", ">Sustained", ">Submit", ">By the CPU", ">Round trip",
                ">99 %");
        for (Figures one : all) {
            table.add(Units.size(one.size()), String.format(Locale.ROOT, "%,d", Math.round(1e9 / one.perCopy())),
                    Units.rate(one.copies() * one.size(), Math.round(one.copies() * one.perCopy())),
                    nanoseconds(one.perCopy()), nanoseconds(one.submit()), nanoseconds(one.inline()),
                    nanoseconds(one.roundTripMedian()), nanoseconds(one.roundTripPercent99()));
        }
        return table;
    }

    private static String nanoseconds(double time) {
        return String.format(Locale.ROOT, time < 100 ? "%.1f" : "%,.0f", time);
    }

    /**
     * {@return from which size on the engine saves the submitting thread time, of figures in ascending order of size}
     */
    static String verdict(List<Figures> all) {
        int from = all.size();
        while (from > 0 && all.get(from - 1).offloadPays()) {
            from--;
        }
        return from == all.size() ? "handing a copy to the engine took this thread longer than making it"
                : "from %s on, handing a copy to the engine took this thread less time than making it"
                        .formatted(Units.size(all.get(from).size()));
    }

    private static Map<String, Object> fields(Figures one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("size", one.size());
        fields.put("copies", one.copies());
        fields.put("nanosecondsPerCopy", rounded(one.perCopy()));
        fields.put("submitNanoseconds", rounded(one.submit()));
        fields.put("cpuNanoseconds", rounded(one.inline()));
        fields.put("roundTripMedianNanoseconds", one.roundTripMedian());
        fields.put("roundTrip99Nanoseconds", one.roundTripPercent99());
        return fields;
    }

    private static double rounded(double time) {
        return Math.round(time * 10) / 10.0;
    }
}
