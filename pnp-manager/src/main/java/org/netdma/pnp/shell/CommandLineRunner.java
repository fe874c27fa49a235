// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.netdma.wdm.NtStatusException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Parses what was typed and runs the command, or prints its usage. */
final class CommandLineRunner {

    private static final int USAGE_WIDTH = 100;

    private CommandLineRunner() {
    }

    /**
     * Runs a command.
     *
     * @throws CommandFailure in one line: which arguments are expected, or why the command failed
     */
    static void run(PnpCommand command, PrintStream out, String... arguments) throws CommandFailure {
        CommandLine line = new CommandLine(command).setExpandAtFiles(false).setUsageHelpWidth(USAGE_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException wrong) {
            throw new CommandFailure("%s: %s. Expected: %s; -h explains".formatted(line.getCommandName(),
                    oneLine(wrong.getMessage()), oneLine(line.getHelp().synopsis(0))));
        }
        try {
            if (line.isUsageHelpRequested()) {
                out.print(line.getUsageMessage(Ansi.OFF));
            } else {
                command.run(out);
            }
        } catch (CommandFailure | NtStatusException refused) {
            throw new CommandFailure(line.getCommandName() + ": " + refused.getMessage());
        } finally {
            out.flush();
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }
}
