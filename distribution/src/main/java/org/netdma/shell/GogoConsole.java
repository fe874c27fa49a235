// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.ProcessStreams;

/** The three ways to give commands: a person at a terminal, lines of the standard input, an option. */
final class GogoConsole implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(GogoConsole.class.getName());

    private final CommandProcessor processor;
    private final ProcessStreams streams;
    private final Engines engines;
    private final Path history;
    private final Occupancy occupancy = new Occupancy();
    private final AtomicReference<Conversation> conversation = new AtomicReference<>();

    GogoConsole(CommandProcessor processor, ProcessStreams streams, Engines engines, Path history) {
        this.processor = processor;
        this.streams = streams;
        this.engines = engines;
        this.history = history;
    }

    int converse() {
        return occupancy.during(() -> {
            try (Conversation begun = new Conversation(processor, Conversation.terminalOfTheProcess(), streams, history,
                    engines::devices)) {
                conversation.set(begun);
                begun.greet(engines.report());
                return begun.converse();
            } catch (IOException e) {
                LOGGER.log(Level.ERROR, "The terminal can not be used", e);
                return Console.COMMAND_FAILED;
            } finally {
                conversation.set(null);
            }
        });
    }

    int runInput() {
        if (!engines.any()) {
            engines.report().forEach(line -> LOGGER.log(Level.WARNING, line));
        }
        int exitCode = Console.SUCCESS; // of the first line that failed: those after it run all the same
        try (CommandSession session = session();
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(streams.in(), Charset.defaultCharset()))) {
            CommandRunner runner = new CommandRunner(session, streams.out());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String command = line;
                CommandRunner.Outcome outcome = occupancy.during(() -> runner.run(command));
                int code = report(outcome);
                if (outcome.exit()) {
                    return code;
                }
                exitCode = exitCode == Console.SUCCESS ? code : exitCode;
            }
        } catch (IOException e) {
            LOGGER.log(Level.ERROR, "Standard input can not be read", e);
            return Console.COMMAND_FAILED;
        }
        return exitCode;
    }

    int run(String commands) {
        return occupancy.during(() -> {
            try (CommandSession session = session()) {
                return report(new CommandRunner(session, streams.out()).run(commands));
            }
        });
    }

    private CommandSession session() {
        return processor.createSession(streams.in(), streams.out(), streams.err());
    }

    private int report(CommandRunner.Outcome outcome) {
        if (outcome.failed()) {
            streams.err().println("error: " + outcome.message());
        }
        return outcome.exitCode();
    }

    /** Ends what is going on: this bundle is being stopped, and its classes go with it. */
    @Override
    public void close() {
        Conversation current = conversation.get();
        if (current != null) {
            current.end();
        } else {
            occupancy.interrupt();
        }
        occupancy.awaitEnd();
    }
}
