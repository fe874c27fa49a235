// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;

/** Enables a device. */
@Command(name = "pnp:enable", sortOptions = false,
        description = "Starts a device that was disabled.")
final class EnableCommand extends DeviceAction {

    EnableCommand(PnpManager manager) {
        super(ProblemCode.NONE, manager);
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        manager.enable(instanceId);
    }
}
