// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.netdma.soak.SoakReport;
import org.netdma.soak.traffic.TallySheet;

/** A report as people and as scripts read it. */
final class ReportText {

    private ReportText() {
    }

    static String table(SoakReport report) {
        TallySheet traffic = report.traffic();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-24s %d%n", "Seed", report.plan().seed()));
        row(text, "Copies verified", traffic.verified());
        row(text, "Bytes", traffic.bytes());
        row(text, "Disturbances", report.swaps());
        new TreeMap<>(report.disturbances()).forEach((name, count) -> row(text, "  " + name, count));
        row(text, "Copies tried again", report.retries());
        row(text, "Copies by the CPU", report.fallbacks());
        row(text, "Ended with engine", traffic.failedLoudly());
        row(text, "Lost or corrupted", traffic.faults().size());
        traffic.faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
        row(text, "Left over", report.leaks().size());
        report.leaks().forEach(leak -> text.append("  ").append(leak).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, long value) {
        text.append(String.format(Locale.ROOT, "%-24s %,d%n", name, value).replace(',', ' '));
    }

    static String json(SoakReport report) {
        TallySheet traffic = report.traffic();
        String disturbances = new TreeMap<>(report.disturbances()).entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue()).collect(Collectors.joining(",", "{", "}"));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", report.plan().seed());
        fields.put("clean", report.isClean());
        fields.put("verified", traffic.verified());
        fields.put("bytes", traffic.bytes());
        fields.put("disturbances", disturbances);
        fields.put("retries", report.retries());
        fields.put("fallbacks", report.fallbacks());
        fields.put("failedLoudly", traffic.failedLoudly());
        fields.put("faults", list(traffic.faults()));
        fields.put("leaks", list(report.leaks()));
        return fields.entrySet().stream().map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}\n"));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(ReportText::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
