// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks all buses for their devices. */
@Command(name = "pnp:rescan", sortOptions = false, description = "Asks all buses for their devices again, brings back "
        + "what was ejected and not pulled out, and lists the devices.")
final class RescanCommand implements PnpCommand {

    @Option(names = {"-json", "--json"}, description = "Print JSON for scripts.")
    private boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Print this help.")
    private boolean help;

    private final PnpManager manager;

    RescanCommand(PnpManager manager) {
        this.manager = manager;
    }

    @Override
    public void run(PrintStream out) throws CommandFailure {
        try {
            manager.rescan();
        } catch (NtStatusException refused) {
            throw new CommandFailure("pnp:rescan: " + refused.getMessage());
        }
        DevicesCommand.list(out, manager.devices(), false, json);
    }
}
