// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import picocli.CommandLine.Command;

/** Asks all buses for their devices. */
@Command(name = "pnp:rescan", sortOptions = false, description = "Asks all buses for their devices again, brings back "
        + "what was ejected and not pulled out, and lists the devices.")
final class RescanCommand extends PnpCommand {

    RescanCommand(PnpManager manager) {
        super(manager);
    }

    @Override
    void run(PrintStream out) throws NtStatusException {
        manager.rescan();
        DevicesCommand.list(out, manager.devices(), false, json());
    }
}
