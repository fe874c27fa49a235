// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.console;

import java.time.Duration;

/**
 * The shell. A bundle publishes it as a service; the launcher lends it the main thread and ends the process with the
 * exit code that it answers. A caller uses one method, once.
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

    /** Reads and runs commands at a terminal until the person leaves. {@return the exit code} */
    int converse();

    /** Runs each line of the standard input as a command, until its end. {@return the exit code} */
    int runInput();

    /**
     * Runs commands.
     *
     * @param commands in the shell's language
     * @return the exit code
     */
    int run(String commands);
}
