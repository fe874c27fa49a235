// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.netdma.core.shell.text.ProgressDisplay;

/** Runs a command, a new one each time, as the shell does, and keeps what it prints. */
final class CommandLineOf {

    private final Supplier<ShellCommand> command;
    private final Path currentDir;
    private ProgressDisplay progress = ProgressDisplay.NONE;

    CommandLineOf(Supplier<ShellCommand> command) {
        this(command, Path.of(""));
    }

    CommandLineOf(Supplier<ShellCommand> command, Path currentDir) {
        this.command = command;
        this.currentDir = currentDir;
    }

    CommandLineOf watchedOn(ProgressDisplay display) {
        progress = display;
        return this;
    }

    /** {@return what it prints} */
    String run(String... arguments) throws CommandFailure {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        CommandRunner.run(command.get(), new ShellContext(out, progress, currentDir), arguments);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** {@return the one line that it fails with; it prints nothing} */
    String fail(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        CommandFailure failure = assertThrows(CommandFailure.class,
                () -> CommandRunner.run(command.get(), new ShellContext(out, progress, currentDir), arguments));
        assertEquals("", bytes.toString(StandardCharsets.UTF_8), "a failing command prints nothing");
        assertEquals(1, failure.getMessage().lines().count(), failure.getMessage());
        assertEquals(failure.getMessage(), failure.toString(), "the interactive shell prints toString()");
        return failure.getMessage();
    }
}
