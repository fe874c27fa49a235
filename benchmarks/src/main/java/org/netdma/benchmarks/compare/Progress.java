// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Tells a person how far the run is: one line that is overwritten on a terminal, one line a round elsewhere. */
final class Progress {

    private final PrintStream out = System.err;
    private final boolean terminal = System.console() != null;
    private int rounds;
    private long total;
    private long taken;
    private int lastRound = -1;
    private long start;

    void say(String message) {
        out.println(message);
    }

    void begin(IntFunction<List<Cell>> schedule, int ofRounds) {
        rounds = ofRounds;
        int starts = (rounds + Comparison.ROUNDS_OF_A_PROCESS - 1) / Comparison.ROUNDS_OF_A_PROCESS;
        total = (long) starts * schedule.apply(0).size();
        for (int round = 1; round <= rounds; round++) {
            total += schedule.apply(round).size();
        }
        start = System.nanoTime();
    }

    void took(Sample sample) {
        taken++;
        if (terminal) {
            out.print("\r\033[K" + line(sample));
        } else if (sample.round() != lastRound) {
            out.println(line(sample));
        }
        lastRound = sample.round();
    }

    private String line(Sample sample) {
        String round = sample.round() == 0 ? "warm-up"
                : sample.round() > rounds ? "again" : "round " + sample.round() + "/" + rounds;
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        long left = Math.max(0, elapsed.toSeconds() * (total - taken) / taken);
        return String.format(Locale.ROOT, "%3d %%  %-9s %-9s %7s  %-16s ping-pong %4.0f ns  %d:%02d left",
                Math.min(100, 100 * taken / total), round, sample.cell().command().word(),
                Format.size(sample.cell().size()), sample.cell().contender(), sample.after(), left / 60, left % 60);
    }

    void end() {
        if (terminal) {
            out.println();
        }
    }
}
