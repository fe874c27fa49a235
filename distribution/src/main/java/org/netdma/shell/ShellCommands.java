// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The commands of the shell itself. */
@Component(service = ShellCommands.class, property = {"osgi.command.scope=shell",
    "osgi.command.function=exit", "osgi.command.function=help", "osgi.command.function=source"})
public final class ShellCommands {

    private final CommandHelp help = new CommandHelp();

    @Activate
    public ShellCommands() {
        // public for Declarative Services
    }

    /** Leaves the shell, which shuts the container down. */
    @Descriptor("shuts the container down in order and ends with an exit code, 0 unless given")
    public void exit(String[] arguments) {
        int exitCode = 0;
        try {
            if (arguments.length > 1) {
                throw new IllegalArgumentException();
            } else if (arguments.length == 1) {
                exitCode = Integer.parseInt(arguments[0]);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("exit: expected nothing or one exit code, such as 'exit 1'", e);
        }
        throw new ExitRequest(exitCode);
    }

    /** Runs a script. */
    @Descriptor("runs the commands in a file")
    public Object source(CommandSession session, String file) throws Exception {
        URI script = session.currentDir().resolve(file).toUri();
        return session.execute(Shell.readScript(script));
    }

    /** Lists the commands. */
    @Descriptor("lists the commands, or says how one is used")
    public void help(CommandSession session, String[] arguments) throws Exception {
        Set<String> commands = new TreeSet<>(Shell.getCommands(session));
        switch (arguments.length) {
            case 0 -> help.list(session, commands);
            case 1 -> help.explain(session, commands, arguments[0]);
            default -> throw new IllegalArgumentException("help: expected nothing or one command, such as "
                    + "'help netdma:copy'");
        }
    }
}
