// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.netdma.benchmarks.copy.Request.Command;

/** The tables of a run. */
final class MarkdownReport {

    private final StringBuilder text = new StringBuilder();
    private final List<Contender> contenders;
    private final List<Integer> sizes;
    private final Samples samples;
    private final Side side;

    MarkdownReport(List<Contender> contenders, List<Integer> sizes, Samples samples) {
        this.contenders = contenders;
        this.sizes = sizes;
        this.samples = samples;
        this.side = samples.mainSide();
    }

    String write(String title, List<String> conditions, List<String> plots) {
        text.append("# ").append(title).append("\n\n");
        conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
        text.append("- Samples: ").append(samples.count(Side.NEAR)).append(" near, ").append(samples.count(Side.FAR))
                .append(" far, ").append(samples.count(Side.MIXED)).append(" mixed; the tables are of the **")
                .append(side.word()).append("** ones\n");
        plots.forEach(plot -> text.append("\n![](").append(plot).append(")\n"));
        targets();
        perSize("Sustained: nanoseconds for each copy", Command.SUSTAINED, this::sustained);
        perSize("Sustained: million copies per second", Command.SUSTAINED, (cell, any) -> inverse(sustained(cell, any)));
        ratios();
        perSize("Round trip: median, nanoseconds", Command.ROUNDTRIP, (cell, any) -> value(cell, "p50"));
        perSize("Round trip: 99 %, nanoseconds", Command.ROUNDTRIP, (cell, any) -> value(cell, "p99"));
        perSize("Round trip: 99.9 %, nanoseconds", Command.ROUNDTRIP, (cell, any) -> value(cell, "p999"));
        perSize("Submitting thread: nanoseconds for each copy, submission and looking for completion",
                Command.SUBMITTER, (cell, any) -> sum(value(cell, "submit"), value(cell, "reap")));
        perSize("Bytes allocated for each copy, by all threads", Command.SUSTAINED, (cell, any) ->
                samples.median(cell, side, MarkdownReport::allocated));
        idle();
        return text.toString();
    }

    private static double allocated(Sample sample) {
        return sample.values().getOrDefault("allocatedbyall", Double.NaN) / sample.values().get("copies");
    }

    private OptionalDouble sustained(Cell cell, Contender contender) {
        return samples.median(cell, side, Samples.NANOS_PER_COPY);
    }

    private OptionalDouble value(Cell cell, String name) {
        return samples.median(cell, side, name);
    }

    private static OptionalDouble inverse(OptionalDouble nanos) {
        return nanos.isPresent() ? OptionalDouble.of(1000 / nanos.getAsDouble()) : nanos;
    }

    private static OptionalDouble sum(OptionalDouble one, OptionalDouble other) {
        return one.isPresent() && other.isPresent() ? OptionalDouble.of(one.getAsDouble() + other.getAsDouble()) : one;
    }

    private void header(String title, String first) {
        text.append("\n## ").append(title).append("\n\n| ").append(first).append(" |");
        sizes.forEach(size -> text.append(' ').append(Format.size(size)).append(" |"));
        text.append("\n| --- |").append(" ---: |".repeat(sizes.size())).append('\n');
    }

    private void row(String label, List<String> cells) {
        text.append("| ").append(label).append(" | ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void perSize(String title, Command command, BiFunction<Cell, Contender, OptionalDouble> value) {
        header(title, "contender");
        for (Contender contender : contenders) {
            if (!contender.measured().contains(command)) {
                continue;
            }
            for (int batch : command == Command.ROUNDTRIP ? List.of(1) : contender.batches()) {
                row(command == Command.ROUNDTRIP ? contender.label() : contender.label(batch), sizes.stream().map(size ->
                        Format.number(value.apply(new Cell(contender.id(), command, size, batch), contender))).toList());
            }
        }
    }

    private void ratios() {
        header("Sustained: time of NetDMA, same batch, divided by theirs", "against");
        for (Contender contender : contenders) {
            for (int batch : contender.batches()) {
                if (contender.measured().contains(Command.SUSTAINED) && !contender.id().startsWith(Contenders.POLLED)) {
                    row(contender.label(batch), sizes.stream().map(size -> Format.ratio(new Target("", Command.SUSTAINED,
                            Contenders.POLLED, contender.id(), batch, List.of()).ratio(samples, size, side))).toList());
                }
            }
        }
    }

    private void targets() {
        header("Targets: our time divided by theirs, and the highest ratio aimed at; bold: missed", "against");
        for (Target target : Target.ALL) {
            row(target.name(), sizes.stream().map(size -> targetCell(target, size)).toList());
        }
    }

    private String targetCell(Target target, int size) {
        OptionalDouble limit = target.limit(size);
        OptionalDouble ratio = target.ratio(samples, size, side);
        if (limit.isEmpty()) {
            return "";
        }
        boolean missed = ratio.isPresent() && ratio.getAsDouble() > limit.getAsDouble();
        String mark = missed ? "**" : "";
        return mark + Format.ratio(ratio) + mark + " ≤ " + Format.ratio(limit);
    }

    private void idle() {
        text.append("\n## Idle\n\n| contender | CPU used when idle, % | first copy after 10 ms, median, ns | 99 % |\n"
                + "| --- | ---: | ---: | ---: |\n");
        for (Contender contender : contenders) {
            if (contender.measured().contains(Command.IDLE)) {
                Cell wake = new Cell(contender.id(), Command.WAKE, 64, 1);
                OptionalDouble cpu = Samples.median(samples.all().stream()
                        .filter(sample -> sample.cell().equals(new Cell(contender.id(), Command.IDLE, 64, 1)))
                        .mapToDouble(sample -> 100 * sample.values().get("cpu")).toArray());
                row(contender.label(), List.of(cpu, value(wake, "p50"), value(wake, "p99")).stream()
                        .map(Format::number).collect(Collectors.toList()));
            }
        }
    }
}
