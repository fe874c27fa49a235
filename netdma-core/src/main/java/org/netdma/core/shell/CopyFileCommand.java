// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netdma.NetDmaException;
import org.netdma.client.DmaClients;
import org.netdma.core.shell.file.FileCopy;
import org.netdma.core.shell.file.FilePair;
import org.netdma.core.shell.text.Json;
import org.netdma.core.shell.text.Units;
import org.netdma.memory.PhysicalMemory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a file through a provider. */
@Command(name = "netdma:copyfile", sortOptions = false, description = "Copies a file through a DMA provider and "
        + "verifies it: SHA-256 of what was read, and of the destination, which is read back while the copy goes on. The "
        + "destination appears when it is whole; a copy that fails or is cancelled leaves none.")
final class CopyFileCommand extends ShellCommand {

    private static final String DEFAULT_WINDOW = "16MiB";

    /** Smaller windows cost more calls than they are worth. */
    static final class WindowSize extends SizeConverter {
        WindowSize() {
            super(64 << 10, 1L << 30);
        }
    }

    @Parameters(index = "0", paramLabel = "SRC", description = "The file to copy.")
    private String source;

    @Parameters(index = "1", paramLabel = "DST", description = "The file to make.")
    private String destination;

    @Option(names = {"-f", "--force"}, description = "Replace the destination if it exists.")
    private boolean force;

    @Mixin
    private ProviderChoice provider;

    @Option(names = "--window", paramLabel = "SIZE", defaultValue = DEFAULT_WINDOW, converter = WindowSize.class,
            description = "Bytes of the file to have under way at a time, 64K to 1g; two buffers "
                    + "are that large; default: ${DEFAULT-VALUE}.")
    private long window;

    @Option(names = "--no-verify", description = "Do not compare, and do not read the destination back.")
    private boolean unverified;

    private final DmaClients clients;
    private final PhysicalMemory memory;

    CopyFileCommand(DmaClients clients, PhysicalMemory memory) {
        this.clients = clients;
        this.memory = memory;
    }

    @Override
    void run(ShellContext context)
            throws CommandFailure, IOException, NetDmaException, InterruptedException {
        FilePair files = FilePair.checked(context.path(source), context.path(destination), force);
        FileCopy copy = new FileCopy(clients, memory, FileCopy.DEFAULT_STALL_LIMIT);
        FileCopy.Options options = new FileCopy.Options(provider.request(clients), window, !unverified);
        try {
            FileCopy.Outcome outcome = copy.run(files, options, context.progress());
            context.progress().clear();
            report(context, files, outcome);
        } catch (NetDmaException e) {
            throw notWritten(files, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notWritten(files, "cancelled", e);
        } catch (IOException e) {
            throw notWritten(files, FileProblem.describe(e), e);
        } finally {
            context.progress().clear();
        }
    }

    private static CommandFailure notWritten(FilePair files, String why, Exception cause) {
        // An interrupted thread cannot use a file, so that an interruption may come as another exception.
        return new CommandFailure("%s was not written: %s".formatted(files.destination(),
                Thread.interrupted() ? "cancelled" : why), cause);
    }

    private void report(ShellContext context, FilePair files, FileCopy.Outcome outcome) {
        if (json()) {
            context.out().println(Json.of(fields(files, outcome)));
            return;
        }
        long descriptors = outcome.channel().completed();
        context.out().printf("%s: %s (%d bytes) copied by provider %d in %s, %s, %d descriptor%s%n",
                files.destination(), Units.size(files.size()), files.size(), outcome.channel().provider(),
                Units.time(outcome.copyNanoseconds()), Units.rate(files.size(), outcome.copyNanoseconds()),
                descriptors, descriptors == 1 ? "" : "s");
        context.out().println(outcome.digest().isEmpty() ? "not verified"
                : "SHA-256 of both: %s; %s in all".formatted(outcome.digest(), Units.time(outcome.nanoseconds())));
    }

    private static Map<String, Object> fields(FilePair files, FileCopy.Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", files.source());
        fields.put("destination", files.destination());
        fields.put("size", files.size());
        fields.put("provider", outcome.channel().provider());
        fields.put("channel", outcome.channel().number());
        fields.put("descriptors", outcome.channel().completed());
        fields.put("copyNanoseconds", outcome.copyNanoseconds());
        fields.put("nanoseconds", outcome.nanoseconds());
        fields.put("bytesPerSecond", Math.round(Units.bytesPerSecond(files.size(), outcome.copyNanoseconds())));
        fields.put("verified", !outcome.digest().isEmpty());
        fields.put("sha256", outcome.digest().isEmpty() ? null : outcome.digest());
        return fields;
    }
}
