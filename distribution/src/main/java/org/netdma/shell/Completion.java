// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.CompletionData;
import org.jline.builtins.Completers.CompletionEnvironment;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Tells JLine which commands there are and how their arguments are completed. */
final class Completion implements CompletionEnvironment {

    private static final String FILES = "__files";

    private final CommandSession session;

    Completion(CommandSession session) {
        this.session = session;
    }

    /** {@return how the arguments of commands are completed that take files; a person may add to it with complete} */
    static Map<String, List<CompletionData>> ofBuiltins() {
        Map<String, List<CompletionData>> completions = new ConcurrentHashMap<>();
        for (String command : List.of("netdma:copyfile", "gogo:cat", "gogo:ls", "gogo:cd", "gogo:head", "gogo:tail",
                "gogo:less", "shell:source")) {
            completions.put(command, List.of(new CompletionData(null, null, FILES, null)));
        }
        return completions;
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
        return Shell.resolve(session, command);
    }

    @Override
    public String commandName(String command) {
        return command.substring(command.indexOf(':') + 1);
    }

    @Override
    public Object evaluate(LineReader reader, ParsedLine line, String function) throws Exception {
        session.put(Shell.VAR_COMMAND_LINE, line);
        return session.execute(function);
    }
}
