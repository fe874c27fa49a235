// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.console;

import java.time.Duration;

/**
 * The shell. A bundle publishes it as a service; the launcher lends it the main thread and ends the process with the
 * exit code that it answers. It goes with its bundle, as when a bundle that it needs is refreshed; the launcher goes on
 * with the one that comes after it.
 */
public interface Console {

    /** Exit code: all went well. */
    int SUCCESS = 0;

    /** Exit code: a command failed. */
    int COMMAND_FAILED = 1;

    /**
     * Waits until the devices of the providers that are there have settled: that is, they started or they failed.
     *
     * @param limit how long at most; when it runs out, that is logged
     */
    void awaitDevices(Duration limit);

    /** Logs a warning when no engine is there: nobody greets the author of a script with it. */
    void warnOfMissingEngine();

    /**
     * Reads and runs commands at a terminal until the person leaves. {@return the exit code}
     *
     * @throws ConsoleStoppedException when this shell was stopped, and the person did not leave
     */
    int converse() throws ConsoleStoppedException;

    /**
     * Runs commands. Variables last from call to call.
     *
     * @param commands in the shell's language
     * @return what came of them
     * @throws ConsoleStoppedException when this shell was stopped before; nothing was run
     */
    Outcome run(String commands) throws ConsoleStoppedException;

    /**
     * What came of commands.
     *
     * @param exitCode for the process, if these were its last commands
     * @param exit     whether one of them was {@code exit}
     */
    record Outcome(int exitCode, boolean exit) {
    }
}
