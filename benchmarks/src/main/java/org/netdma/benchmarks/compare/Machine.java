// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the report says of the machine. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    /** A higher load than this when a run starts spoils it. */
    private static final double QUIET = 0.5;

    private Machine() {
    }

    static List<String> conditions() throws IOException {
        List<String> conditions = new ArrayList<>();
        conditions.add(Runtime.getRuntime().availableProcessors() + " processors, " + processor());
        conditions.add(System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
        conditions.add(System.getProperty("java.vm.name") + ' ' + System.getProperty("java.vm.version")
                + ", default options");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        conditions.add(String.format(Locale.ROOT, "Load average at the start: %.2f", load));
        if (load > QUIET) {
            System.err.printf(Locale.ROOT, "The load average is %.2f: others use the processors, and the figures will "
                    + "show it%n", load);
        }
        return conditions;
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
                    .findFirst().orElse(System.getProperty("os.arch"));
        }
    }
}
