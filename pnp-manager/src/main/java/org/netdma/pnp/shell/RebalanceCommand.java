// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;

/** Moves the resources of a device. */
@Command(name = "pnp:rebalance", sortOptions = false,
        description = "Stops a started device, assigns its resources anew and starts it again.")
final class RebalanceCommand extends DeviceAction {

    RebalanceCommand(PnpManager manager) {
        super(ProblemCode.NONE, manager);
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        manager.rebalance(instanceId);
    }
}
