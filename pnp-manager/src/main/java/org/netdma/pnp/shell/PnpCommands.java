// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Process;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The Gogo commands of scope {@code pnp}. Gogo finds each by its method's name and shows the descriptors in its help;
 * what the commands do is in classes of their own.
 */
@Component(service = PnpCommands.class, immediate = true, property = {
        CommandProcessor.COMMAND_SCOPE + "=pnp",
        CommandProcessor.COMMAND_FUNCTION + "=devices",
        CommandProcessor.COMMAND_FUNCTION + "=tree",
        CommandProcessor.COMMAND_FUNCTION + "=drivers",
        CommandProcessor.COMMAND_FUNCTION + "=device",
        CommandProcessor.COMMAND_FUNCTION + "=irps",
        CommandProcessor.COMMAND_FUNCTION + "=sequence",
        CommandProcessor.COMMAND_FUNCTION + "=power",
        CommandProcessor.COMMAND_FUNCTION + "=plug",
        CommandProcessor.COMMAND_FUNCTION + "=unplug",
        CommandProcessor.COMMAND_FUNCTION + "=eject",
        CommandProcessor.COMMAND_FUNCTION + "=disable",
        CommandProcessor.COMMAND_FUNCTION + "=enable",
        CommandProcessor.COMMAND_FUNCTION + "=restart",
        CommandProcessor.COMMAND_FUNCTION + "=rescan",
        CommandProcessor.COMMAND_FUNCTION + "=rebalance"})
public final class PnpCommands {

    private static final String OPTIONS = "[-json] for scripts, [-h] for all options";
    private static final String ONE_DEVICE = "DEVICE; " + OPTIONS;
    private static final String KNOWN_DEVICE = "DEVICE, also one that has gone lately; " + OPTIONS;

    private final PnpManager manager;
    private final VirtualPciBus bus;

    /**
     * @param shell   not used, but without it there is nobody to type a command, and no class of it to load
     * @param manager to show, and to be asked
     * @param bus     to plug devices into
     */
    @Activate
    public PnpCommands(@Reference CommandProcessor shell, @Reference PnpManager manager,
            @Reference VirtualPciBus bus) {
        this.manager = manager;
        this.bus = bus;
    }

    @Descriptor("lists the devices with their state, problem and driver")
    public void devices(CommandSession session,
            @Descriptor("[-problem] only those with one, [-json] for scripts, [-h] for all options") String[] arguments)
            throws CommandFailure {
        run(new DevicesCommand(manager), session, arguments);
    }

    @Descriptor("draws the device tree: which device hangs on which bus")
    public void tree(CommandSession session, @Descriptor(OPTIONS) String[] arguments)
            throws CommandFailure {
        run(new TreeCommand(manager), session, arguments);
    }

    @Descriptor("lists the driver packages, and bundles in the driver store that are none")
    public void drivers(CommandSession session, @Descriptor(OPTIONS) String[] arguments)
            throws CommandFailure {
        run(new DriversCommand(manager), session, arguments);
    }

    @Descriptor("shows one device: its ids, state, driver, stack, resources and last IRPs")
    public void device(CommandSession session,
            @Descriptor("DEVICE, such as NETDMA_REFERENCE/0000; " + OPTIONS)
            String[] arguments) throws CommandFailure {
        run(new DeviceCommand(manager), session, arguments);
    }

    @Descriptor("lists the last IRPs of a device: where they went, how they ended, who completed them")
    public void irps(CommandSession session, @Descriptor(KNOWN_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new IrpsCommand(manager), session, arguments);
    }

    @Descriptor("draws the last life of a device as a Mermaid sequence diagram")
    public void sequence(CommandSession session, @Descriptor(KNOWN_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new SequenceCommand(manager), session, arguments);
    }

    @Descriptor("brings a started device to low power or back to work")
    public void power(CommandSession session,
            @Descriptor("DEVICE d0|d3; " + OPTIONS) String[] arguments)
            throws CommandFailure {
        run(new PowerCommand(manager), session, arguments);
    }

    @Descriptor("plugs a device into the virtual PCI bus")
    public void plug(CommandSession session,
            @Descriptor("VENDOR:DEVICE, such as 1234:0d3a, [NAME=VALUE...]; " + OPTIONS)
            String[] arguments) throws CommandFailure {
        run(new PlugCommand(manager, bus), session, arguments);
    }

    @Descriptor("pulls a device out of the virtual PCI bus")
    public void unplug(CommandSession session, @Descriptor(ONE_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new UnplugCommand(manager, bus), session, arguments);
    }

    @Descriptor("removes a device in order, so that it can be pulled out")
    public void eject(CommandSession session, @Descriptor(ONE_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new EjectCommand(manager), session, arguments);
    }

    @Descriptor("removes a device in order and keeps it so, over restarts")
    public void disable(CommandSession session, @Descriptor(ONE_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new DisableCommand(manager), session, arguments);
    }

    @Descriptor("starts a device that was disabled")
    public void enable(CommandSession session, @Descriptor(ONE_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new EnableCommand(manager), session, arguments);
    }

    @Descriptor("removes a device in order and starts it again")
    public void restart(CommandSession session, @Descriptor(ONE_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new RestartCommand(manager), session, arguments);
    }

    @Descriptor("asks all buses for their devices again")
    public void rescan(CommandSession session, @Descriptor(OPTIONS) String[] arguments)
            throws CommandFailure {
        run(new RescanCommand(manager), session, arguments);
    }

    @Descriptor("stops a device, assigns its resources anew and starts it again")
    public void rebalance(CommandSession session, @Descriptor(ONE_DEVICE) String[] arguments)
            throws CommandFailure {
        run(new RebalanceCommand(manager), session, arguments);
    }

    private static void run(PnpCommand command, CommandSession session, String[] arguments) throws CommandFailure {
        // What the shell made of standard output; the session's console would go past pipes and redirections.
        Process process = Process.Utils.current();
        CommandLineRunner.run(command, process == null ? session.getConsole() : process.out(), arguments);
    }
}
