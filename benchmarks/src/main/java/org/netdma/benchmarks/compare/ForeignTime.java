// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time that others took during a sample, other processes and the hypervisor alike: all of the machine's busy
 * time, less that of the contender. In clock ticks of 10 ms, as Linux counts it; elsewhere nothing is known, and 0.
 */
final class ForeignTime {

    private static final Path MACHINE = Path.of("/proc/stat");
    /** Of the line "cpu user nice system idle iowait irq softirq steal": the words that are not idle. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};
    /** Of a process's line, after the name in parentheses: its time in user and in system mode. */
    private static final int[] OWN = {11, 12};

    private final Path process;
    private final long before;

    /** Begins to count. */
    ForeignTime(long pid) throws IOException {
        process = Path.of("/proc", Long.toString(pid), "stat");
        before = ticks();
    }

    /** {@return ticks that others took since this was made, 0 or more} */
    double elapsed() throws IOException {
        return Math.max(0, ticks() - before);
    }

    private long ticks() throws IOException {
        if (!Files.isReadable(process)) {
            return 0;
        }
        String own = Files.readString(process);
        return sum(Files.readString(MACHINE).lines().findFirst().orElseThrow(), BUSY)
                - sum(own.substring(own.lastIndexOf(')') + 2), OWN);
    }

    private static long sum(String line, int... words) {
        String[] all = line.split("\\s+");
        long sum = 0;
        for (int word : words) {
            sum += Long.parseLong(all[word]);
        }
        return sum;
    }
}
