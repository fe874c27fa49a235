// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;

/** Prepares a device for being pulled out. */
@Command(name = "pnp:eject", sortOptions = false,
        description = "Removes a device in order, so that it can be pulled out with pnp:unplug.")
final class EjectCommand extends DeviceAction {

    EjectCommand(PnpManager manager) {
        super(ProblemCode.HELD_FOR_EJECT, manager);
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        manager.eject(instanceId);
    }
}
