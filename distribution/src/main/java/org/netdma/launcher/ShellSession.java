// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.ConsoleStoppedException;
import org.netdma.launcher.console.ProcessStreams;
import org.netdma.launcher.console.TextLines;

/**
 * What one run of the process has the shell do. Goes on with the next shell when its bundle is stopped and started
 * again under it, as {@code felix:refresh} of a bundle that it needs does.
 */
final class ShellSession {

    /** How long a shell that was stopped may take to come back. */
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(30);

    private static final System.Logger LOGGER = System.getLogger(ShellSession.class.getName());

    private final Consoles consoles;
    private final ProcessStreams streams;
    private final BooleanSupplier printed;
    private final Duration readyLimit;
    private Console console;

    /**
     * @param consoles   has the shell
     * @param streams    of the process
     * @param printed    answers whether all that was printed on standard output has arrived there
     * @param readyLimit how long the providers' devices may take to start
     * @throws LaunchException when there is no shell
     */
    ShellSession(Consoles consoles, ProcessStreams streams, BooleanSupplier printed, Duration readyLimit)
            throws LaunchException {
        this.consoles = consoles;
        this.streams = streams;
        this.printed = printed;
        this.readyLimit = readyLimit;
        console = consoles.console()
                .orElseThrow(() -> new LaunchException("the shell did not start; the log says why", null));
        console.awaitDevices(readyLimit);
    }

    /** Runs commands. {@return the exit code} */
    int run(String commands) {
        return afterPrinting(runInWhicheverIsThere(commands).exitCode());
    }

    /**
     * Runs each line of the standard input. One that fails does not keep the others from running; output that is lost
     * does, as does input that is no text.
     *
     * @return the exit code
     */
    int runInput() {
        console.warnOfMissingEngine();
        TextLines lines = new TextLines(streams.in(), "standard input");
        int exitCode = Console.SUCCESS; // of the first line that failed
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                Console.Outcome outcome = runInWhicheverIsThere(line);
                exitCode = outcome.exit() || exitCode == Console.SUCCESS ? outcome.exitCode() : exitCode;
                if (outcome.exit() || !printed.getAsBoolean()) {
                    break;
                }
            }
        } catch (TextLines.NoTextException e) {
            streams.err().println("error: " + e.getMessage());
            exitCode = Console.COMMAND_FAILED;
        } catch (IOException e) {
            LOGGER.log(Level.ERROR, "standard input can not be read", e);
            exitCode = Console.COMMAND_FAILED;
        }
        return afterPrinting(exitCode);
    }

    /** Converses with a person at a terminal. {@return the exit code} */
    int converse() {
        while (true) {
            try {
                return console.converse();
            } catch (ConsoleStoppedException e) {
                LOGGER.log(Level.DEBUG, "The conversation was ended under the person", e);
            }
            if (!nextConsole()) {
                return Console.COMMAND_FAILED;
            }
        }
    }

    private Console.Outcome runInWhicheverIsThere(String commands) {
        while (true) {
            try {
                return console.run(commands);
            } catch (ConsoleStoppedException e) {
                LOGGER.log(Level.DEBUG, "To be run by the next shell: " + commands, e);
            }
            if (!nextConsole()) {
                return new Console.Outcome(Console.COMMAND_FAILED, true);
            }
        }
    }

    /** {@return whether there is a shell again; when the container stops, it never returns, since the process ends} */
    private boolean nextConsole() {
        LOGGER.log(Level.WARNING, "The shell was stopped, by hand or with a bundle that it needs; waiting up to "
                + RESTART_LIMIT.toSeconds() + " s for it to start again. Its variables are gone");
        Optional<Console> next = consoles.restartedConsole(RESTART_LIMIT);
        next.ifPresentOrElse(found -> {
            console = found;
            console.awaitDevices(readyLimit);
        }, () -> LOGGER.log(Level.ERROR, "The shell did not start again within " + RESTART_LIMIT.toSeconds()
                + " s, so nobody takes commands; start netdma again"));
        return next.isPresent();
    }

    private int afterPrinting(int exitCode) {
        return printed.getAsBoolean() || exitCode != Console.SUCCESS ? exitCode : Console.COMMAND_FAILED;
    }
}
