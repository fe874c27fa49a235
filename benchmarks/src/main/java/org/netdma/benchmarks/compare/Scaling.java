// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.netdma.benchmarks.copy.Request.Command;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How the cost of a copy changes with the number of channels, outstanding descriptors and registered regions. */
@CommandLine.Command(name = "scaling", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures NetDMA with more channels, outstanding descriptors and regions; writes a table.")
public final class Scaling implements Callable<Integer> {

    /**
     * What is varied.
     *
     * @param title     for people
     * @param parameter of the request
     * @param values    of it
     * @param sizes     bytes of a copy
     * @param batch     copies of a submission; no more than the smallest window
     */
    private record Series(String title, String parameter, List<Long> values, List<Integer> sizes, int batch) {

        Cell cell(int size, long value) {
            return new Cell(Contenders.POLLED, Command.SUSTAINED, size, (int) Math.min(batch, limit(value)),
                    Map.of(parameter, value));
        }

        /** A batch fits in the window. */
        private long limit(long value) {
            return parameter.equals("window") ? value : batch;
        }
    }

    private static final List<Integer> SIZES = List.of(64, 4096);
    private static final List<Series> ALL = List.of(
            new Series("Channels of one engine", "channels", List.of(1L, 2L, 4L, 8L, 16L), SIZES, 16),
            new Series("Outstanding descriptors", "window",
                    List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 256L, 1024L, 4096L), SIZES, 32),
            new Series("Registered regions, each met in turn", "regions", List.of(1L, 10L, 100L, 1000L, 10_000L),
                    List.of(64), 32));

    @Option(names = "--rounds", defaultValue = "7", description = "rounds after the warm-up; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--millis", defaultValue = "100", description = "time of a sample; default ${DEFAULT-VALUE}")
    private int millis;

    @Option(names = "--home", defaultValue = "benchmarks", hidden = true, description = "folder of the module")
    private Path home;

    @Option(names = "--out", defaultValue = "docs/performance", description = "folder; default ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--name", description = "name of the files; default the Java version, such as jdk17")
    private String name = "jdk" + Runtime.version().feature();

    /**
     * Runs the measurement.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Scaling()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = home.resolve("target");
        NativePrograms programs = new NativePrograms(home.resolve("src/main/c"), target.resolve("native"));
        Contender contender = new Contenders(target, programs).netDma("channels=16");
        List<String> conditions = Machine.conditions();
        try (Comparison run = new Comparison(List.of(contender), round -> cells(), millis, target.resolve("logs"),
                new Progress())) {
            Samples samples = run.run(rounds);
            Files.createDirectories(out);
            Files.writeString(out.resolve(name + "-scaling.csv"), CsvFile.of(samples));
            Path report = out.resolve(name + "-scaling.md");
            Files.writeString(report, report(samples, conditions));
            System.out.println(report);
        }
        return CommandLine.ExitCode.OK;
    }

    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Series series : ALL) {
            for (int size : series.sizes()) {
                series.values().forEach(value -> cells.add(series.cell(size, value)));
            }
        }
        return cells;
    }

    private String report(Samples samples, List<String> conditions) {
        Side side = samples.mainSide();
        StringBuilder text = new StringBuilder("# Scaling on " + name + "\n\nNanoseconds for each copy, sustained, "
                + side.word() + " samples; batches of 32, with channels of 16.\n\n");
        conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
        for (Series series : ALL) {
            text.append("\n## ").append(series.title()).append("\n\n| size |");
            series.values().forEach(value -> text.append(String.format(Locale.ROOT, " %,d |", value)));
            text.append("\n| --- |").append(" ---: |".repeat(series.values().size())).append('\n');
            for (int size : series.sizes()) {
                text.append("| ").append(Format.size(size)).append(" |");
                for (long value : series.values()) {
                    OptionalDouble nanos = samples.median(series.cell(size, value), side, Samples.NANOS_PER_COPY);
                    text.append(' ').append(Format.number(nanos)).append(" |");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }
}
