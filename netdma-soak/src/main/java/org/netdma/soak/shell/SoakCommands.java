// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Process;
import org.netdma.client.DmaClients;
import org.netdma.client.managed.ManagedCopies;
import org.netdma.memory.PhysicalMemory;
import org.netdma.soak.Soak;
import org.netdma.soak.disturbance.Machine;
import org.netdma.wdm.NtStatusException;
import org.netdma.wdm.pci.VirtualPciBus;
import org.netdma.wdm.pnp.PnpManager;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The Gogo command {@code netdma:soak}. */
@Component(service = SoakCommands.class, property = {
        CommandProcessor.COMMAND_SCOPE + "=netdma",
        CommandProcessor.COMMAND_FUNCTION + "=soak"})
public final class SoakCommands {

    private static final int USAGE_WIDTH = 100;
    /** Below the time that a container has for its shutdown. */
    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(15);

    private final Soak soak;
    private final OneAtATime running = new OneAtATime();

    /** All parameters are what a soak needs. */
    @Activate
    public SoakCommands(@Reference DmaClients clients, @Reference ManagedCopies copies,
            @Reference PhysicalMemory memory, @Reference PnpManager pnp, @Reference VirtualPciBus bus,
            @Reference ConfigurationAdmin configurations, BundleContext context) {
        soak = new Soak(new Machine(pnp, bus, clients, configurations, context), copies, memory);
    }

    /** Ends the soak that runs, so that it cleans up while its classes and services are there. */
    @Deactivate
    public void deactivate() {
        running.close(CLEANUP_LIMIT);
    }

    /**
     * Runs a soak.
     *
     * @throws IllegalStateException when something was lost, corrupted or left over; or it was cancelled
     */
    @Descriptor("copies under load while engines come, go and fail; nothing may be lost")
    public void soak(CommandSession session, String[] arguments) throws NtStatusException, IOException {
        SoakCommand command = new SoakCommand();
        CommandLine line = new CommandLine(command).setUsageHelpWidth(USAGE_WIDTH).setExpandAtFiles(false);
        try {
            line.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new IllegalArgumentException("netdma:soak: %s; -h explains".formatted(e.getMessage()), e);
        }
        if (line.isUsageHelpRequested()) {
            out(session).print(line.getUsageMessage(Ansi.OFF));
        } else if (!running.run(() -> command.run(soak::run, out(session), err(session)))) {
            throw new IllegalStateException(
                    "netdma:soak: something was lost, corrupted or left over: see above, and the log");
        }
    }

    /** What the shell made of standard output; the session's console would go past pipes and redirections. */
    private static PrintStream out(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }

    private static PrintStream err(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.err();
    }
}
