// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.netdma.benchmarks.copy.Request.Command;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Command line of the comparison. */
@CommandLine.Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Compares NetDMA with what a user would pick instead, and writes tables and plots.")
public final class Compare implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "6",
            description = "rounds besides those of warm-up; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--millis", defaultValue = "100", description = "time of a sample; default ${DEFAULT-VALUE}")
    private int millis;

    @Option(names = "--sizes", split = ",", defaultValue = "64,256,1024,4096,16384,65536,262144,1048576",
            description = "bytes of a copy; default ${DEFAULT-VALUE}")
    private List<Integer> sizes;

    @Option(names = "--contenders", split = ",", description = "ids of those to compare; default all")
    private List<String> only = List.of();

    @Option(names = "--home", defaultValue = "benchmarks", hidden = true, description = "folder of the module")
    private Path home;

    @Option(names = "--out", defaultValue = "docs/performance", description = "folder; default ${DEFAULT-VALUE}")
    private Path out;

    @Option(names = "--name", description = "name of the files; default the Java version, such as jdk17")
    private String name = "jdk" + Runtime.version().feature();

    /**
     * Runs the comparison.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = home.resolve("target");
        NativePrograms programs = new NativePrograms(home.resolve("src/main/c"), target.resolve("native"));
        List<Contender> contenders = new Contenders(target, programs).available().stream()
                .filter(contender -> only.isEmpty() || only.contains(contender.id())).toList();
        if (contenders.isEmpty()) {
            System.err.println("No contender is named " + String.join(" or ", only));
            return CommandLine.ExitCode.USAGE;
        }
        List<String> conditions = new ArrayList<>(Machine.conditions());
        conditions.add("%d rounds of samples of %d ms, all processes started and warmed up anew for every %d of them"
                .formatted(rounds, millis, Comparison.ROUNDS_OF_A_PROCESS));
        try (Comparison comparison = new Comparison(contenders, new Schedule(contenders, sizes)::round, millis,
                target.resolve("logs"), new Progress())) {
            write(contenders, comparison.run(rounds), conditions);
        }
        return CommandLine.ExitCode.OK;
    }

    private void write(List<Contender> contenders, Samples samples, List<String> conditions) throws IOException {
        Files.createDirectories(out);
        Side side = samples.mainSide();
        plot(contenders, "sustained", "Sustained copies", "million per second", Command.SUSTAINED,
                (contender, cell) -> samples.median(cell, side, sample -> 1000 / Samples.NANOS_PER_COPY
                        .applyAsDouble(sample)));
        plot(contenders, "roundtrip", "Round trip of one copy, median", "nanoseconds", Command.ROUNDTRIP,
                (contender, cell) -> samples.median(cell, side, "p50"));
        Files.writeString(out.resolve(name + ".csv"), CsvFile.of(samples));
        Path report = out.resolve(name + ".md");
        Files.writeString(report, new MarkdownReport(contenders, sizes, samples).write("Comparison on " + name,
                conditions, List.of(name + "-sustained.svg", name + "-roundtrip.svg")));
        System.out.println(report);
    }

    private void plot(List<Contender> contenders, String file, String title, String unit, Command command,
            BiFunction<Contender, Cell, OptionalDouble> value) throws IOException {
        List<SvgPlot.Line> lines = new ArrayList<>();
        for (Contender contender : contenders) {
            if (contender.measured().contains(command)) {
                for (int batch : command == Command.SUSTAINED ? contender.batches() : List.of(1)) {
                    String label = command == Command.SUSTAINED ? contender.label(batch) : contender.label();
                    lines.add(new SvgPlot.Line(label, sizes.stream().map(size -> value.apply(contender,
                            new Cell(contender.id(), command, size, batch))).toList()));
                }
            }
        }
        Files.writeString(out.resolve(name + "-" + file + ".svg"), new SvgPlot(sizes, lines).write(title, unit));
    }
}
