// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.CompletionData;
import org.jline.builtins.Completers.CompletionEnvironment;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Tells JLine which commands there are and how their arguments are completed. */
final class Completion implements CompletionEnvironment {

    /** The command of Gogo's that answers with files. */
    private static final String FILES = "__files";

    /** No command: answered here. */
    private static final String DEVICES = "__devices";

    /** No command: answered here. */
    private static final String FAULT_ARGUMENTS = "__fault_arguments";

    /** No command: answered here. */
    private static final String COMMANDS = "__commands";

    private final CommandSession session;
    private final Supplier<List<String>> devices;

    /**
     * @param session whose commands are completed
     * @param devices answers with the instance ids of all devices
     */
    Completion(CommandSession session, Supplier<List<String>> devices) {
        this.session = session;
        this.devices = devices;
    }

    /** {@return how the arguments of commands are completed; a person may add to it with the command complete} */
    static Map<String, List<CompletionData>> ofArguments() {
        Map<String, List<CompletionData>> completions = new ConcurrentHashMap<>();
        for (String command : List.of("netdma:copyfile", "gogo:cat", "gogo:ls", "gogo:cd", "gogo:head", "gogo:tail",
                "gogo:less", "shell:source")) {
            completions.put(command, List.of(argument(FILES)));
        }
        for (String command : List.of("device", "power", "unplug", "eject", "enable", "disable", "restart", "rebalance",
                "irps", "sequence")) {
            completions.put("pnp:" + command, List.of(argument(DEVICES)));
        }
        completions.put("netdma:inject", List.of(argument(FAULT_ARGUMENTS)));
        completions.put("shell:help", List.of(argument(COMMANDS)));
        return completions;
    }

    private static CompletionData argument(String answer) {
        return new CompletionData(null, null, answer, null);
    }

    @Override
    public Map<String, List<CompletionData>> getCompletions() {
        return Shell.getCompletions(session);
    }

    @Override
    public Set<String> getCommands() {
        return Shell.getCommands(session);
    }

    @Override
    public String resolveCommand(String command) {
        return CommandNames.resolve(getCommands(), command).orElse(command);
    }

    @Override
    public String commandName(String command) {
        return CommandNames.name(command);
    }

    @Override
    public Object evaluate(LineReader reader, ParsedLine line, String function) throws Exception {
        session.put(Shell.VAR_COMMAND_LINE, line);
        return switch (function) {
            case DEVICES -> devices.get();
            case FAULT_ARGUMENTS -> FaultArguments.of(devices.get(), line.word());
            case COMMANDS -> getCommands().stream().filter(command -> !command.contains(":_")).toList();
            default -> session.execute(function);
        };
    }
}
