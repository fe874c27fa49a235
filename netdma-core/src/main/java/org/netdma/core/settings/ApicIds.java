// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The APIC ids of the machine's CPUs: what a context-change descriptor names its target by [DCA-2].
 *
 * @param byCpu APIC id by number of the CPU; a CPU that is not in it counts as having its number for an id
 */
public record ApicIds(Map<Integer, Integer> byCpu) {

    /** Where Linux tells. */
    public static final Path LINUX = Path.of("/proc/cpuinfo");

    private static final Logger LOG = System.getLogger(ApicIds.class.getName());
    private static final Pattern LINE = Pattern.compile("(processor|apicid)\\s*:\\s*(\\d{1,9})");

    public ApicIds {
        byCpu = Map.copyOf(byCpu);
    }

    /** {@return what a file in the format of Linux' cpuinfo says; nothing when it cannot be read} */
    public static ApicIds read(Path cpuinfo) {
        Map<Integer, Integer> ids = new TreeMap<>();
        int cpu = -1;
        try (Stream<String> lines = Files.lines(cpuinfo)) {
            for (Matcher line : (Iterable<Matcher>) lines.map(LINE::matcher).filter(Matcher::matches)::iterator) {
                int number = Integer.parseInt(line.group(2));
                if (line.group(1).equals("processor")) {
                    cpu = number;
                } else if (cpu >= 0) {
                    ids.put(cpu, number);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, () -> "no APIC ids: CPU numbers are taken for them [DCA-2]: " + e);
        }
        return new ApicIds(ids);
    }

    /** {@return the APIC id of a CPU, or its number where the machine does not tell} */
    public int of(int cpu) {
        return byCpu.getOrDefault(cpu, cpu);
    }
}
