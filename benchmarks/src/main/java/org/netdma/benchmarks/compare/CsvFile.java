// SPDX-License-Identifier: Apache-2.0
package org.netdma.benchmarks.compare;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All samples of a run for other programs: one line for each value, also of samples that are compared with nothing. */
final class CsvFile {

    private static final String HEADER =
            "round,contender,command,size,batch,pingpong_before_ns,pingpong_after_ns,side,value,number\n";

    private CsvFile() {
    }

    static String of(Samples samples) {
        StringBuilder text = new StringBuilder(HEADER);
        for (Sample sample : samples.all()) {
            Cell cell = sample.cell();
            for (Map.Entry<String, Double> value : new TreeMap<>(sample.values()).entrySet()) {
                text.append(String.format(Locale.ROOT, "%d,%s,%s,%d,%d,%.1f,%.1f,%s,%s,%s%n", sample.round(),
                        cell.contender(), cell.command().word(), cell.size(), cell.batch(), sample.before(),
                        sample.after(), sample.side().word(), value.getKey(), value.getValue()));
            }
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
