// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.Console.Outcome;
import org.netdma.launcher.console.ConsoleStoppedException;
import org.netdma.launcher.console.ProcessStreams;

/** The two ways to give commands: a person at a terminal, and the launcher for a script. */
final class GogoConsole implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(GogoConsole.class.getName());

    private final CommandProcessor processor;
    private final ProcessStreams streams;
    private final Engines engines;
    private final Path history;
    private final Occupancy occupancy = new Occupancy();
    private final AtomicReference<Conversation> conversation = new AtomicReference<>();
    /** Of the script, made for its first commands. */
    private final AtomicReference<CommandSession> script = new AtomicReference<>();

    GogoConsole(CommandProcessor processor, ProcessStreams streams, Engines engines, Path history) {
        this.processor = processor;
        this.streams = streams;
        this.engines = engines;
        this.history = history;
    }

    int converse() throws ConsoleStoppedException {
        int exitCode = occupancy.during(() -> {
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
        if (exitCode == Conversation.STOPPED) {
            throw new ConsoleStoppedException();
        }
        return exitCode;
    }

    void warnOfMissingEngine() {
        if (!engines.any()) {
            engines.report().forEach(line -> LOGGER.log(Level.WARNING, line));
        }
    }

    Outcome run(String commands) throws ConsoleStoppedException {
        return occupancy.during(() -> {
            CommandRunner runner = new CommandRunner(script.updateAndGet(session -> session == null ? newSession()
                    : session), streams.out());
            CommandRunner.Result result = runner.run(commands);
            if (result.failed()) {
                streams.err().println("error: " + (occupancy.ended()
                        ? "the shell was stopped under this command: " + result.message() : result.message()));
            }
            return new Outcome(result.exitCode(), result.exit());
        });
    }

    private CommandSession newSession() {
        return processor.createSession(KeptOpen.input(streams.in()), KeptOpen.output(streams.out()),
                KeptOpen.output(PipeMessages.removedFrom(streams.err())));
    }

    /** Ends what is going on: this bundle is being stopped, and its classes go with it. */
    @Override
    public void close() {
        occupancy.awaitEnd(this::end);
        CommandSession session = script.getAndSet(null);
        if (session != null) {
            session.close();
        }
    }

    private void end() {
        Conversation current = conversation.get();
        if (current != null) {
            current.end();
        } else {
            occupancy.interrupt();
        }
    }
}
