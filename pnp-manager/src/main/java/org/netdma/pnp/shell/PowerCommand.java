// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.DevicePowerState;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings a device to low power or back to work. */
@Command(name = "pnp:power", sortOptions = false,
        description = "Brings a started device to low power (d3) or back to work (d0).")
final class PowerCommand extends DeviceAction {

    @Parameters(index = "1", paramLabel = "d0|d3", description = "d0: working; d3: off, outstanding copies end first.")
    private DevicePowerState state;

    PowerCommand(PnpManager manager) {
        super(ProblemCode.NONE, manager);
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        manager.setPower(instanceId, state);
    }
}
