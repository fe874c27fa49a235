// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Table;
import org.netdma.wdm.verifier.Verifier;
import org.netdma.wdm.verifier.VerifierMode;
import org.netdma.wdm.verifier.Violation;
import org.netdma.wdm.verifier.ViolationCount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets modes of the verifier, and shows what it saw. */
@Command(name = "netdma:verifier", sortOptions = false, description = {
        "Watches drivers and clients for broken rules: sets how closely, or shows what was seen.",
        "Without MODE: shows the modes and the violations." })
final class VerifierCommand extends ShellCommand {

    private static final String ALL = "(all others)";

    @Parameters(arity = "0..1", paramLabel = "MODE", description = "off, warn: violations are logged and counted, or "
            + "strict: whoever breaks a rule is stopped as well. Holds until the framework ends or the configuration "
            + "org.netdma.verifier changes; for copies, from the next allocation of a channel on.")
    private VerifierMode mode;

    @Option(names = {"-d", "--driver"}, paramLabel = "NAME", description = "Of this driver, or of the client bundle "
            + "with this symbolic name, instead of all that have no mode of their own.")
    private String driver;

    @Option(names = "--reset", description = "Take away the mode of its own that the driver of -d has.")
    private boolean reset;

    @Option(names = "--clear", description = "Forget the violations seen so far.")
    private boolean clear;

    @Option(names = "--check", description = "Fail when there are violations, after showing them: for test runs.")
    private boolean check;

    @Option(names = {"-v", "--verbose"}, description = "Print what happened, and the stack, below each violation.")
    private boolean verbose;

    private final Verifier verifier;

    VerifierCommand(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    void run(ShellContext context) throws CommandFailure {
        change();
        List<ViolationCount> seen = verifier.violations();
        if (json()) {
            context.out().println(Json.of(fields(seen)));
        } else if (check || mode == null && !reset && !clear) {
            show(context, seen);
        }
        if (check && !seen.isEmpty()) {
            Violation first = seen.get(0).latest();
            throw new CommandFailure("%d kinds of violations were seen, the first by %s: [%s] %s".formatted(seen.size(),
                    first.driver(), first.rule().reference(), first.detail()));
        }
    }

    private void change() throws CommandFailure {
        if (reset && (driver == null || mode != null)) {
            throw new CommandFailure("--reset takes a driver's own mode away: expected -d NAME with it, and no MODE");
        }
        if (driver != null && mode == null && !reset) {
            throw new CommandFailure("-d says whose mode is meant: expected MODE or --reset with it");
        }
        if (clear) {
            verifier.clear();
        }
        if (reset) {
            verifier.clearMode(driver);
        } else if (mode != null && driver != null) {
            verifier.setMode(driver, mode);
        } else if (mode != null) {
            verifier.setMode(mode);
        }
    }

    private void show(ShellContext context, List<ViolationCount> seen) {
        Table modes = new Table("Driver", "Mode");
        modes.add(ALL, verifier.mode());
        verifier.ownModes().forEach(modes::add);
        context.out().print(modes);
        context.out().println();
        if (seen.isEmpty()) {
            context.out().println("no violations");
            return;
        }
        Table table = new Table("Rule", "Violation", "Driver", "Device", "Call", ">Times", "Mode");
        for (ViolationCount each : seen) {
            Violation latest = each.latest();
            table.add(latest.rule().reference(), latest.rule(), latest.driver(),
                    latest.device().isEmpty() ? "-" : latest.device(), latest.call(), each.times(), each.mode());
        }
        context.out().print(table);
        if (verbose) {
            seen.forEach(each -> explain(context, each.latest()));
        }
    }

    private static void explain(ShellContext context, Violation violation) {
        context.out().println();
        context.out().println("%s [%s] %s, at %s".formatted(violation.driver(), violation.rule().reference(),
                violation.detail(), violation.at()));
        violation.stack().forEach(frame -> context.out().println("    at " + frame));
    }

    private Map<String, Object> fields(List<ViolationCount> seen) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("mode", verifier.mode());
        fields.put("drivers", verifier.ownModes());
        fields.put("violations", seen.stream().map(VerifierCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(ViolationCount count) {
        Violation latest = count.latest();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", latest.rule().reference());
        fields.put("violation", latest.rule());
        fields.put("driver", latest.driver());
        fields.put("device", latest.device());
        fields.put("call", latest.call());
        fields.put("times", count.times());
        fields.put("mode", count.mode());
        fields.put("at", latest.at());
        fields.put("detail", latest.detail());
        fields.put("stack", latest.stack());
        return fields;
    }
}
