// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandProxy;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;

/** What {@code help} prints: NetDMA's commands with a line on each, the others by name. */
final class CommandHelp {

    private static final List<String> DESCRIBED_SCOPES = List.of("netdma", "pnp", "shell");

    /** Gogo's shell explains commands, but is not the shell that runs. */
    private static final Shell.Context OUTSIDE = new Shell.Context() {
        @Override
        public String getProperty(String name) {
            return System.getProperty(name);
        }

        @Override
        public void exit() {
            throw new UnsupportedOperationException("only the command exit ends NetDMA");
        }
    };

    /** Prints all commands. */
    void list(CommandSession session, Collection<String> commands) {
        PrintStream out = session.getConsole();
        List<String> described = DESCRIBED_SCOPES.stream()
                .flatMap(scope -> commands.stream().filter(command -> scope.equals(CommandNames.scope(command))))
                .toList();
        int width = described.stream().mapToInt(String::length).max().orElse(0);
        for (String command : described) {
            out.println(String.format("%-" + width + "s  %s", command, description(session, command)).stripTrailing());
        }
        commands.stream()
                .filter(command -> !DESCRIBED_SCOPES.contains(CommandNames.scope(command))
                        && !CommandNames.name(command).startsWith("_"))
                .collect(Collectors.groupingBy(CommandNames::scope, TreeMap::new,
                        Collectors.mapping(CommandNames::name, Collectors.joining(" "))))
                .forEach((scope, names) -> out.println(scope + ": " + names));
        out.println("'help COMMAND' or 'COMMAND --help' says more. Commands are separated by ';', joined by '|'.");
    }

    /** Prints how a command is used: in its own words if it is one of ours, else what Gogo finds out about it. */
    void explain(CommandSession session, Set<String> commands, String asked) throws Exception {
        String command = CommandNames.resolve(commands, asked).orElseThrow(() -> new IllegalArgumentException(
                "help: there is no command " + asked + "; 'help' lists all"));
        switch (CommandNames.scope(command)) {
            case "netdma", "pnp", "shell", "gogo" -> session.execute(command + " --help");
            default -> new Shell(OUTSIDE, null).help(session, command);
        }
    }

    private static String description(CommandSession session, String command) {
        if (!(session.get(command) instanceof CommandProxy proxy)) {
            return "";
        }
        try {
            return describedMethod(proxy.getTarget().getClass(), CommandNames.name(command))
                    .map(method -> method.getAnnotation(Descriptor.class).value())
                    .orElse("");
        } finally {
            proxy.ungetTarget();
        }
    }

    private static Optional<Method> describedMethod(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(name))
                .filter(method -> method.isAnnotationPresent(Descriptor.class))
                .findFirst();
    }
}
