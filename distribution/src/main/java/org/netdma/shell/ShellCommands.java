// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.netdma.launcher.console.TextLines;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The commands of the shell itself. */
@Component(service = ShellCommands.class, property = {"osgi.command.scope=shell",
    "osgi.command.function=exit", "osgi.command.function=help", "osgi.command.function=source"})
public final class ShellCommands {

    private static final String EXIT_USAGE = """
            Usage: shell:exit [CODE]
            Shuts the container down in order, and ends with an exit code.
                  CODE   Exit code of the process; default: 0.""";
    private static final String SOURCE_USAGE = """
            Usage: shell:source FILE
            Runs the commands in a file, up to the first that fails.
                  FILE   The file to read.""";
    private static final String HELP_USAGE = """
            Usage: shell:help [COMMAND]
            Lists the commands, or says how one is used.
                  COMMAND   The command to explain.""";

    private static final int MOST_EXIT_CODE = 255;

    private final CommandHelp help = new CommandHelp();

    @Activate
    public ShellCommands() {
        // public for Declarative Services
    }

    /** Leaves the shell, which shuts the container down. */
    @Descriptor("shuts the container down in order and ends with an exit code, 0 unless given")
    public void exit(CommandSession session, String[] arguments) {
        if (explained(session, arguments, EXIT_USAGE)) {
            return;
        }
        int exitCode = 0;
        try {
            if (arguments.length > 1) {
                throw new IllegalArgumentException();
            } else if (arguments.length == 1) {
                exitCode = Integer.parseInt(arguments[0]);
                if (exitCode < 0 || exitCode > MOST_EXIT_CODE) {
                    throw new IllegalArgumentException();
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "exit: expected nothing or one exit code from 0 to 255, such as 'exit 1'", e);
        }
        throw new ExitRequest(exitCode);
    }

    /** Runs a script. */
    @Descriptor("runs the commands in a file")
    public Object source(CommandSession session, String[] arguments) throws Exception {
        if (explained(session, arguments, SOURCE_USAGE)) {
            return null;
        }
        if (arguments.length != 1) {
            throw new IllegalArgumentException("source: expected one file, such as 'source conf/start.gogo'");
        }
        Path script = session.currentDir().resolve(arguments[0]);
        if (Files.isDirectory(script) || !Files.isReadable(script)) {
            throw new IllegalArgumentException("source: there is no file " + script + " to read");
        }
        try (InputStream text = Files.newInputStream(script)) {
            return session.execute(Pipes.guarded(new TextLines(text, script.toString()).rest()));
        }
    }

    /** Lists the commands. */
    @Descriptor("lists the commands, or says how one is used")
    public void help(CommandSession session, String[] arguments) throws Exception {
        if (explained(session, arguments, HELP_USAGE)) {
            return;
        }
        Set<String> commands = new TreeSet<>(Shell.getCommands(session));
        switch (arguments.length) {
            case 0 -> help.list(session, commands);
            case 1 -> help.explain(session, commands, arguments[0]);
            default -> throw new IllegalArgumentException("help: expected nothing or one command, such as "
                    + "'help netdma:copy'");
        }
    }

    private static boolean explained(CommandSession session, String[] arguments, String usage) {
        boolean asked = arguments.length == 1 && Set.of("-h", "--help").contains(arguments[0]);
        if (asked) {
            session.getConsole().println(usage);
        }
        return asked;
    }
}
