// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Process;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The Gogo commands of scope {@code pnp}; what they do is in classes of their own. */
@Component(service = PnpCommands.class, immediate = true, property = {
        CommandProcessor.COMMAND_SCOPE + "=pnp",
        CommandProcessor.COMMAND_FUNCTION + "=devices",
        CommandProcessor.COMMAND_FUNCTION + "=tree",
        CommandProcessor.COMMAND_FUNCTION + "=drivers",
        CommandProcessor.COMMAND_FUNCTION + "=device",
        CommandProcessor.COMMAND_FUNCTION + "=power"})
public final class PnpCommands {

    private final PnpManager manager;

    /**
     * @param shell   not used, but without it there is nobody to type a command, and no class of it to load
     * @param manager to show
     */
    @Activate
    public PnpCommands(@Reference CommandProcessor shell, @Reference PnpManager manager) {
        this.manager = manager;
    }

    @Descriptor("lists the devices with their state, problem and driver")
    public void devices(CommandSession session,
            @Descriptor("[-problem] only those with one, [-json] for scripts, [-h] for all options") String[] arguments)
            throws CommandFailure {
        CommandLineRunner.run(new DevicesCommand(manager), out(session), arguments);
    }

    @Descriptor("draws the device tree: which device hangs on which bus")
    public void tree(CommandSession session,
            @Descriptor("[-json] for scripts, [-h] for all options") String[] arguments) throws CommandFailure {
        CommandLineRunner.run(new TreeCommand(manager), out(session), arguments);
    }

    @Descriptor("lists the driver packages, and bundles in the driver store that are none")
    public void drivers(CommandSession session,
            @Descriptor("[-json] for scripts, [-h] for all options") String[] arguments) throws CommandFailure {
        CommandLineRunner.run(new DriversCommand(manager), out(session), arguments);
    }

    @Descriptor("shows one device: its ids, state, driver, stack, resources and last IRPs")
    public void device(CommandSession session,
            @Descriptor("DEVICE, such as NETDMA_REFERENCE/0000; [-json] for scripts, [-h] for all options")
            String[] arguments) throws CommandFailure {
        CommandLineRunner.run(new DeviceCommand(manager), out(session), arguments);
    }

    @Descriptor("brings a started device to low power or back to work")
    public void power(CommandSession session,
            @Descriptor("DEVICE d0|d3; [-json] for scripts, [-h] for all options") String[] arguments)
            throws CommandFailure {
        CommandLineRunner.run(new PowerCommand(manager), out(session), arguments);
    }

    /** What the shell made of standard output; the session's console would go past pipes and redirections. */
    private static PrintStream out(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }
}
