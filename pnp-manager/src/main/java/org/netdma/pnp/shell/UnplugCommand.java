// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import org.netdma.wdm.pnp.ProblemCode;
import picocli.CommandLine.Command;

/** Pulls a device out. */
@Command(name = "pnp:unplug", sortOptions = false,
        description = "Pulls a device out of the virtual PCI bus: by surprise, unless pnp:eject came first.")
final class UnplugCommand extends DeviceAction {

    private final VirtualPciBus bus;

    UnplugCommand(PnpManager manager, VirtualPciBus bus) {
        super(ProblemCode.NONE, manager);
        this.bus = bus;
    }

    @Override
    void act(String instanceId) throws NtStatusException {
        bus.unplug(instanceId);
    }
}
