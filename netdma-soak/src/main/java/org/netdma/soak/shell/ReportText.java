// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.netdma.core.shell.text.Json;
import org.netdma.soak.SoakReport;
import org.netdma.soak.traffic.TallySheet;

/** A report as people and as scripts read it. */
final class ReportText {

    private ReportText() {
    }

    static String table(SoakReport report) {
        TallySheet traffic = report.traffic();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-26s %d%n", "Seed", report.plan().seed()));
        row(text, "Copies verified", traffic.verified());
        row(text, "Bytes", traffic.bytes());
        row(text, "Changes", report.swaps());
        counts(text, report.changes());
        row(text, "Faults injected", report.faultsInjected());
        counts(text, report.injected());
        row(text, "Engine removals", report.removals());
        row(text, "Copies tried again", report.retries());
        row(text, "Copies by the CPU", report.fallbacks());
        row(text, "Ended with engine", traffic.failedLoudly());
        list(text, "Refused by the framework", report.refusals());
        list(text, "Lost or corrupted", traffic.faults());
        list(text, "Left over", report.leaks());
        return text.toString();
    }

    private static void counts(StringBuilder text, Map<String, Long> counts) {
        new TreeMap<>(counts).forEach((name, count) -> row(text, "  " + name, count));
    }

    private static void list(StringBuilder text, String name, List<String> entries) {
        row(text, name, entries.size());
        entries.forEach(entry -> text.append("  ").append(entry).append('\n'));
    }

    private static void row(StringBuilder text, String name, long value) {
        text.append(String.format(Locale.ROOT, "%-26s %,d%n", name, value).replace(',', ' '));
    }

    static String json(SoakReport report) {
        TallySheet traffic = report.traffic();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", report.plan().seed());
        fields.put("clean", report.isClean());
        fields.put("verified", traffic.verified());
        fields.put("bytes", traffic.bytes());
        fields.put("disturbances", new TreeMap<>(report.changes()));
        fields.put("injected", new TreeMap<>(report.injected()));
        fields.put("removals", report.removals());
        fields.put("retries", report.retries());
        fields.put("fallbacks", report.fallbacks());
        fields.put("failedLoudly", traffic.failedLoudly());
        fields.put("refusals", report.refusals());
        fields.put("faults", traffic.faults());
        fields.put("leaks", report.leaks());
        return Json.of(fields) + "\n";
    }
}
