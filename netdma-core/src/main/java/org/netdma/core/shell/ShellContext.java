// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.netdma.core.shell.text.ProgressDisplay;

/**
 * Where a command runs.
 *
 * @param out        takes its results; may be a pipe or a file
 * @param progress   shows what it is at; shows nothing where nobody watches
 * @param currentDir that relative paths start from
 */
public record ShellContext(PrintStream out, ProgressDisplay progress, Path currentDir) {

    /**
     * {@return the path that a person means}
     *
     * @param text absolute, or relative to the current directory
     * @throws CommandFailure when no file can have that name
     */
    public Path path(String text) throws CommandFailure {
        try {
            if (text.isEmpty()) {
                throw new CommandFailure("a file name is empty: expected the path of a file");
            }
            return currentDir.resolve(text);
        } catch (InvalidPathException e) {
            throw new CommandFailure("no file can be named so: " + e.getReason() + ": " + e.getInput(), e);
        }
    }
}
