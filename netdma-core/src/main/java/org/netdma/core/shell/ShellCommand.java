// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.IOException;
import org.netdma.NetDmaException;
import picocli.CommandLine.Option;

/**
 * A command with its arguments parsed; picocli annotations on its class describe them, those of this class come last.
 */
abstract class ShellCommand {

    @Option(names = {"-json", "--json"}, order = 1, description = "Print JSON for scripts.")
    private boolean json;

    @Option(names = {"-h", "--help"}, order = 2, usageHelp = true, description = "Print this help.")
    private boolean help;

    /** {@return whether a script reads what it shows} */
    final boolean json() {
        return json;
    }

    /**
     * Runs on the thread of the shell; when that is interrupted the command ends early and leaves nothing behind.
     *
     * @param context where it runs
     * @throws CommandFailure       when it could not do what was asked
     * @throws NetDmaException      when the interface refused something
     * @throws IOException          when a file could not be read or written
     * @throws InterruptedException when a person cancelled it
     */
    abstract void run(ShellContext context) throws CommandFailure, NetDmaException, IOException, InterruptedException;
}
