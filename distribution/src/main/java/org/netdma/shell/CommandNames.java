// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Names of commands, {@code scope:name}. */
final class CommandNames {

    /** Where a command is looked for that is named without scope, first in NetDMA's own; then anywhere. */
    private static final List<String> SCOPES = List.of("netdma", "pnp", "shell", "gogo");

    private CommandNames() {
    }

    /** {@return the value of Gogo's variable SCOPE} */
    static String searchPath() {
        return String.join(":", SCOPES) + ":*";
    }

    /**
     * {@return the command that is meant, as Gogo finds it when it runs it}
     *
     * @param commands all there are
     * @param asked    with or without scope
     */
    static Optional<String> resolve(Collection<String> commands, String asked) {
        if (commands.contains(asked)) {
            return Optional.of(asked);
        }
        return SCOPES.stream().map(scope -> scope + ":" + asked).filter(commands::contains).findFirst()
                .or(() -> commands.stream().filter(command -> name(command).equals(asked)).sorted().findFirst());
    }

    static String scope(String command) {
        return command.substring(0, command.indexOf(':'));
    }

    static String name(String command) {
        return command.substring(command.indexOf(':') + 1);
    }
}
