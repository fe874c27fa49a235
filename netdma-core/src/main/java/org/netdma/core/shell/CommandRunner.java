// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.IOException;
import java.util.Objects;
import org.netdma.NetDmaException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Parses arguments into a command and runs it; whatever goes wrong becomes one line. */
final class CommandRunner {

    private static final int USAGE_WIDTH = 100;

    private CommandRunner() {
    }

    /**
     * Runs a command, or prints its usage when asked for help.
     *
     * @param command   bears picocli annotations
     * @param context   where it runs
     * @param arguments as typed
     * @throws CommandFailure when the arguments are wrong, with what was expected; or the command failed, with why
     */
    static void run(ShellCommand command, ShellContext context, String... arguments) throws CommandFailure {
        CommandLine line = new CommandLine(command)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH);
        String name = line.getCommandName();
        try {
            line.parseArgs(arguments);
            if (line.isUsageHelpRequested()) {
                context.out().print(line.getUsageMessage(Ansi.OFF));
            } else {
                command.run(context);
            }
        } catch (ParameterException e) {
            throw new CommandFailure("%s: %s. Expected: %s".formatted(name, oneLine(e.getMessage()), synopsis(line)), e);
        } catch (CommandFailure e) {
            throw e.of(name);
        } catch (NetDmaException e) {
            throw new CommandFailure(e.getMessage(), e).of(name);
        } catch (IOException e) {
            throw new CommandFailure(FileProblem.describe(e), e).of(name);
        } catch (InterruptedException e) {
            throw new CommandFailure(Objects.requireNonNullElse(e.getMessage(), "cancelled"), e).of(name);
        } finally {
            context.out().flush();
        }
    }

    private static String synopsis(CommandLine line) {
        return oneLine(line.getHelp().synopsis(0)) + "; -h explains";
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
    }
}
