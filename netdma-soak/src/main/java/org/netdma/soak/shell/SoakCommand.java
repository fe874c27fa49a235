// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.netdma.soak.SoakPlan;
import org.netdma.soak.SoakReport;
import org.netdma.soak.traffic.TallySheet;
import org.netdma.wdm.NtStatusException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The arguments of {@code netdma:soak}, and what it prints. */
@Command(name = "netdma:soak", sortOptions = false, description = "Copies under load while providers are pulled, "
        + "updated, stopped, refreshed, powered down, disabled, restarted, rebalanced, plugged in, pulled out by "
        + "surprise and reconfigured, channels are reset, mapped files are cut off, deleted and find their disk "
        + "full, and engines and drivers hang, err, lose interrupts, throw and are slow, all at random; checks every "
        + "byte, and that nothing is left over. For a machine that does nothing else: every provider is disturbed.")
final class SoakCommand {

    private static final int MOST_WORKERS = 64;
    private static final int LONGEST = 1 << 28;

    @Option(names = {"-t", "--time"}, paramLabel = "SECONDS", defaultValue = "60",
            description = "How long; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--seed", paramLabel = "SEED",
            description = "Decides sizes, alignments and disturbances; default: another one each time. It is printed.")
    private Long seed;

    @Option(names = {"-w", "--workers"}, paramLabel = "COUNT", defaultValue = "4",
            description = "Threads that copy, half of them by managed copies; default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(names = "--longest", paramLabel = "BYTES", defaultValue = "262144",
            description = "Longest copy; default: ${DEFAULT-VALUE}.")
    private int longest;

    @Option(names = "--pause", paramLabel = "MS", defaultValue = "100",
            description = "Average time between two disturbances; default: ${DEFAULT-VALUE}.")
    private int pause;

    @Option(names = {"-json", "--json"}, description = "Print JSON for scripts.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Print this help.")
    private boolean help;

    /** What soaks. */
    @FunctionalInterface
    interface Runner {
        SoakReport run(SoakPlan plan, Consumer<TallySheet> progress) throws NtStatusException, IOException;
    }

    /**
     * Runs it.
     *
     * @return whether nothing was lost, and nothing is left over
     * @throws IllegalArgumentException for an argument out of its range
     * @throws IllegalStateException    when it was cancelled, after the report of what there was
     */
    boolean run(Runner soak, PrintStream out, PrintStream progress) throws NtStatusException, IOException {
        require(seconds >= 1, "time", seconds, "1 or more");
        require(workers >= 1 && workers <= MOST_WORKERS, "workers", workers, "1 to " + MOST_WORKERS);
        require(longest >= 1 && longest <= LONGEST, "longest", longest, "1 to " + LONGEST);
        require(pause >= 1, "pause", pause, "1 or more");
        SoakPlan plan = new SoakPlan(Duration.ofSeconds(seconds), seed == null ? System.nanoTime() : seed, workers,
                longest, Duration.ofMillis(pause));
        progress.printf("seed %d%n", plan.seed());
        long start = System.nanoTime();
        SoakReport report = soak.run(plan, sheet -> progress.println(line(sheet, System.nanoTime() - start)));
        boolean cancelled = Thread.interrupted(); // first: who is interrupted while he writes closes the terminal
        out.print(json ? ReportText.json(report) : ReportText.table(report));
        if (cancelled) {
            throw new IllegalStateException("netdma:soak: cancelled after %d s; the report is of what was done"
                    .formatted(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
        }
        return report.isClean();
    }

    private String line(TallySheet sheet, long nanoseconds) {
        return String.format(Locale.ROOT, "%4d of %d s: %d copies verified, %d ended with their engine, %d faults",
                TimeUnit.NANOSECONDS.toSeconds(nanoseconds), seconds, sheet.verified(), sheet.failedLoudly(),
                sheet.faults().size());
    }

    private static void require(boolean met, String option, int value, String expected) {
        if (!met) {
            throw new IllegalArgumentException("netdma:soak: '%d' for --%s: expected %s".formatted(value, option,
                    expected));
        }
    }
}
