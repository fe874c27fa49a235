// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import picocli.CommandLine.Option;

/** A command with its arguments parsed; annotations on its class describe them, those of this class come last. */
abstract class PnpCommand {

    /** To show, and to be asked. */
    final PnpManager manager;

    @Option(names = {"-json", "--json"}, order = 1, description = "Print JSON for scripts.")
    private boolean json;

    @Option(names = {"-h", "--help"}, order = 2, usageHelp = true, description = "Print this help.")
    private boolean help;

    PnpCommand(PnpManager manager) {
        this.manager = manager;
    }

    /** {@return whether a script reads what it shows} */
    final boolean json() {
        return json;
    }

    /**
     * Runs on the thread of the shell. Whoever runs it puts its name before the message of a failure.
     *
     * @param out takes what it shows
     * @throws CommandFailure    when it can not do what was asked
     * @throws NtStatusException when the PnP manager refuses it
     */
    abstract void run(PrintStream out) throws CommandFailure, NtStatusException;
}
