// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;

/** Disables a device. */
@Command(name = "pnp:disable", sortOptions = false,
        description = "Removes a device in order and keeps it so, over restarts, until pnp:enable.")
final class DisableCommand extends DeviceAction {

    DisableCommand(PnpManager manager) {
        super(ProblemCode.DISABLED, manager);
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        manager.disable(instanceId);
    }
}
