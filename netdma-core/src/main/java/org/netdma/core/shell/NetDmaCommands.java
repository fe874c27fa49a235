// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.time.Duration;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.netdma.client.DmaClients;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.verifier.Verifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The Gogo commands of scope {@code netdma}. Gogo finds each by its method's name and shows the descriptors in its
 * help; what the commands do is in classes of their own.
 */
@Component(service = NetDmaCommands.class, immediate = true, property = {
        CommandProcessor.COMMAND_SCOPE + "=netdma",
        CommandProcessor.COMMAND_FUNCTION + "=providers",
        CommandProcessor.COMMAND_FUNCTION + "=channels",
        CommandProcessor.COMMAND_FUNCTION + "=copy",
        CommandProcessor.COMMAND_FUNCTION + "=copyfile",
        CommandProcessor.COMMAND_FUNCTION + "=bench",
        CommandProcessor.COMMAND_FUNCTION + "=verifier"})
public final class NetDmaCommands {

    private static final Duration CLEANUP_LIMIT = Duration.ofSeconds(10);

    private final DmaClients clients;
    private final PhysicalMemory memory;
    private final Verifier verifier;
    private final RunningCommands running = new RunningCommands();

    /**
     * @param shell    not used, but without it there is nobody to type a command, and no class of it to load
     * @param clients  to copy with
     * @param memory   to copy
     * @param verifier to be set and asked
     */
    @Activate
    public NetDmaCommands(@Reference CommandProcessor shell, @Reference DmaClients clients,
            @Reference PhysicalMemory memory, @Reference Verifier verifier) {
        this.clients = clients;
        this.memory = memory;
        this.verifier = verifier;
    }

    /** Ends the commands that run, so that they clean up while their classes and services are there. */
    @Deactivate
    public void deactivate() {
        running.close(CLEANUP_LIMIT);
    }

    @Descriptor("lists the registered DMA providers: what can copy memory now")
    public void providers(CommandSession session,
            @Descriptor("[-json] for scripts, [-h] for all options") String[] arguments) throws CommandFailure {
        run(new ProvidersCommand(clients), session, arguments);
    }

    @Descriptor("lists the allocated DMA channels of all clients")
    public void channels(CommandSession session,
            @Descriptor("[-json] for scripts, [-h] for all options") String[] arguments) throws CommandFailure {
        run(new ChannelsCommand(clients), session, arguments);
    }

    @Descriptor("copies memory through a DMA provider, verifies it, and says how long it took")
    public void copy(CommandSession session,
            @Descriptor("[-s SIZE] [-n COUNT] [-p PROVIDER] [-json], [-h] for all options") String[] arguments)
            throws CommandFailure {
        run(new CopyCommand(clients, memory), session, arguments);
    }

    @Descriptor("copies a file through a DMA provider, verifies it, and says how long it took")
    public void copyfile(CommandSession session,
            @Descriptor("SRC DST [-f] [-p PROVIDER] [--window SIZE] [--no-verify] [-json], [-h] for all options")
            String[] arguments) throws CommandFailure {
        run(new CopyFileCommand(clients, memory), session, arguments);
    }

    @Descriptor("measures what copies through a DMA provider cost on this machine")
    public void bench(CommandSession session,
            @Descriptor("[-s SIZE,...] [-b COUNT] [-t SECONDS] [-p PROVIDER] [-json], [-h] for all options")
            String[] arguments) throws CommandFailure {
        run(new BenchCommand(clients, memory), session, arguments);
    }

    @Descriptor("watches drivers and clients for broken rules, and shows what was seen")
    public void verifier(CommandSession session,
            @Descriptor("[off|warn|strict] [-d NAME] [--check] [-json], [-h] for all options") String[] arguments)
            throws CommandFailure {
        run(new VerifierCommand(verifier), session, arguments);
    }

    private void run(ShellCommand command, CommandSession session, String[] arguments) throws CommandFailure {
        running.run(() -> CommandRunner.run(command, GogoContext.of(session), arguments));
    }
}
