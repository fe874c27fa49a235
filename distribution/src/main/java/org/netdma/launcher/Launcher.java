// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.netdma.launcher.log.Logging;
import org.osgi.framework.BundleException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the container and its shell, and ends with the shell's exit code. */
@Command(name = "netdma", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Runs DMA engines as plug-ins: a provider bundle copied into the providers folder becomes an "
                + "engine.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        footer = {
            "At a terminal it converses; else it runs each line of its input, and a line that",
            "fails does not keep the others from running.",
            "",
            "Exit codes: 0 done, 1 a command failed, 2 wrong options, 3 could not start, 4 did not stop in time.",
            "Environment: JAVA_HOME names the Java to use, NETDMA_JAVA_OPTS has options for it.",
        })
final class Launcher implements Callable<Integer> {

    /** Exit code: the options are wrong. */
    static final int WRONG_OPTIONS = 2;

    /** Exit code: the container could not start. */
    static final int NOT_STARTED = 3;

    private static final System.Logger LOGGER = System.getLogger(Launcher.class.getName());

    @Option(names = {"-c", "--command"}, paramLabel = "COMMANDS", order = 1,
            description = "Run these commands, separated by ';', print their output and nothing else, and end.")
    private String commands;

    @Option(names = "--providers", paramLabel = "DIR", order = 2,
            description = "Watch this folder for provider bundles. Default: providers/ of the installation.")
    private Path providers;

    @Option(names = "--conf", paramLabel = "DIR", order = 3,
            description = "Watch this folder for configurations, PID.cfg. Default: conf/ of the installation.")
    private Path conf;

    @Option(names = "--data", paramLabel = "DIR", order = 4,
            description = "Keep logs/netdma.log and the history here. Default: data/ of the installation if it can be "
                    + "written, else ~/.netdma.")
    private Path data;

    @Option(names = "--ready-limit", paramLabel = "SECONDS", defaultValue = "10", order = 5, converter = Seconds.class,
            description = "Wait at most so long for the providers' devices to start before the first command. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration readyLimit;

    @Option(names = "--shutdown-limit", paramLabel = "SECONDS", defaultValue = "20", order = 6,
            converter = Seconds.class,
            description = "End the process when the container has not stopped after so long. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration shutdownLimit;

    @Option(names = {"-v", "--verbose"}, order = 7,
            description = "Log the details, and show the log on standard error.")
    private boolean verbose;

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                // named here, because later System.out and System.err lead to the log
                .setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true))
                .setParameterExceptionHandler((wrong, arguments) -> fail(wrong.getCommandLine(),
                        wrong.getMessage() + "; netdma --help names the options", WRONG_OPTIONS))
                .setExecutionExceptionHandler((thrown, line, parsed) -> fail(line,
                        thrown.getMessage() == null ? thrown.toString() : thrown.getMessage(), NOT_STARTED));
    }

    private static int fail(CommandLine line, String message, int exitCode) {
        line.getErr().println("netdma: error: " + message);
        return exitCode;
    }

    @Override
    public Integer call() throws LaunchException, IOException, BundleException {
        Installation installation = Installation.of(Installation.home(), providers, conf, data);
        StandardStreams streams = new StandardStreams(
                verbose ? java.util.logging.Level.FINE : java.util.logging.Level.WARNING);
        Logging.start(installation.data().resolve("logs"), streams.warnings(), verbose);
        streams.divertLibraries();
        LOGGER.log(Level.INFO, "Starting: Java {0}, {1}", System.getProperty("java.version"), installation);
        try {
            List<BundleFolder> folders = BundleFolder.in(installation.bundles());
            Scratch scratch = Scratch.inOneOf(List.of(Path.of(System.getProperty("java.io.tmpdir")),
                    installation.data().resolve("tmp")));
            Container container = new Container(FrameworkProperties.of(installation, scratch.folder(), folders));
            Runtime.getRuntime().addShutdownHook(new Shutdown(container, scratch, shutdownLimit));
            container.start(folders, streams);
            return converse(new ShellSession(container, streams, streams::printed, readyLimit),
                    streams.interactive());
        } catch (LaunchException | BundleException | RuntimeException e) {
            LOGGER.log(Level.INFO, "Not started", e);
            throw e;
        }
    }

    private int converse(ShellSession shell, boolean interactive) {
        if (commands != null) {
            return shell.run(commands);
        }
        return interactive ? shell.converse() : shell.runInput();
    }
}
