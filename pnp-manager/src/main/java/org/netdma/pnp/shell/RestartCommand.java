// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;

/** Restarts a device. */
@Command(name = "pnp:restart", sortOptions = false,
        description = "Removes a device in order and starts it again, with the best driver there is.")
final class RestartCommand extends DeviceAction {

    RestartCommand(PnpManager manager) {
        super(ProblemCode.NONE, manager);
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        manager.restart(instanceId);
    }
}
