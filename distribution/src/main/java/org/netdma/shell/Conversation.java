// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.gogo.jline.Expander;
import org.apache.felix.gogo.jline.Highlighter;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Job;
import org.jline.builtins.Completers.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.console.ProcessStreams;

/**
 * A person at a terminal: greeting, prompt, history, completion. Ctrl-C ends a running command, or else clears the
 * line; Ctrl-D and {@code exit} leave.
 */
final class Conversation implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Conversation.class.getName());

    private static final String PROMPT = "netdma> ";

    /** In place of an exit code: the person did not leave, the bundle is being stopped. */
    static final int STOPPED = -1;

    /** So often in a row reading fails when the terminal is gone. */
    private static final int MOST_FAILURES = 3;

    private final ProcessStreams streams;
    private final Terminal terminal;
    private final PrintStream out;
    private final CommandSession session;
    private final Path history;
    private final Completer completer;
    private volatile LineReader reader;
    private volatile boolean ended;

    /**
     * @param processor runs commands
     * @param terminal  of the person; closed with this
     * @param streams   told where warnings are printed
     * @param history   keeps the lines that a person typed
     * @param devices   answers with the instance ids of all devices
     */
    Conversation(CommandProcessor processor, Terminal terminal, ProcessStreams streams, Path history,
            Supplier<List<String>> devices) {
        this.streams = streams;
        this.terminal = terminal;
        out = new PrintStream(terminal.output(), true, Charset.defaultCharset());
        session = processor.createSession(terminal.input(), out, PipeMessages.removedFrom(out));
        this.history = history;
        completer = new Completer(new Completion(session, devices));
        reader = newReader();
        session.put(Shell.VAR_PROCESSOR, processor);
        session.put(Shell.VAR_SESSION, session);
        session.put(Shell.VAR_TERMINAL, terminal);
        session.put(Shell.VAR_COMPLETIONS, Completion.ofArguments());
        // As the shell of Gogo does, so that commands know how wide and what the terminal is now.
        session.put("#COLUMNS", (Function) (asking, arguments) -> terminal.getWidth());
        session.put("#TERM", (Function) (asking, arguments) -> terminal.getType());
        terminal.handle(Terminal.Signal.INT, signal -> interruptCommand());
        streams.printWarnings(this::printAbove);
    }

    /** {@return the terminal that the process was started at} */
    static Terminal terminalOfTheProcess() throws IOException {
        return TerminalBuilder.builder().name("netdma").system(true).nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN).build();
    }

    private LineReader newReader() {
        LineReader made = LineReaderBuilder.builder()
                .appName("netdma")
                .terminal(terminal)
                .parser(new Parser())
                .expander(new Expander(session))
                .highlighter(new Highlighter(session))
                .completer(completer)
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
        session.put(Shell.VAR_READER, made);
        return made;
    }

    /**
     * Ctrl-C was meant for a command that had just ended, and hit what JLine does to the terminal before it reads, by a
     * process of its own. A reader that was interrupted there cannot be used again.
     */
    private void replaceReader() throws IOException {
        Thread.interrupted();
        reader.getHistory().save();
        reader = newReader();
    }

    /**
     * Says what a person has to know first.
     *
     * @param engines what there is to work with
     */
    void greet(List<String> engines) {
        terminal.writer().println("NetDMA: DMA engines as plug-ins");
        engines.forEach(terminal.writer()::println);
        terminal.writer().println("Try netdma:copy, pnp:tree or help. Ctrl-D or exit leaves.");
        terminal.flush();
    }

    /** Runs command after command. {@return the exit code, or {@link #STOPPED}} */
    int converse() throws IOException {
        CommandRunner runner = new CommandRunner(session, out);
        int failures = 0;
        while (!ended) {
            try {
                Thread.interrupted(); // for a command that has ended by now
                String line = reader.readLine(PROMPT);
                failures = 0;
                CommandRunner.Result outcome = runner.run(line);
                if (outcome.exit()) {
                    return outcome.exitCode();
                }
                if (outcome.failed()) {
                    printError(outcome.message());
                }
            } catch (UserInterruptException interrupt) {
                LOGGER.log(Level.DEBUG, "A line was given up"); // a new prompt; Ctrl-D leaves
            } catch (EndOfFileException left) {
                return ended ? STOPPED : Console.SUCCESS;
            } catch (IOError gone) {
                if (++failures == MOST_FAILURES) {
                    LOGGER.log(Level.WARNING, "The terminal is gone", gone);
                    return Console.COMMAND_FAILED;
                }
                replaceReader();
            }
        }
        return STOPPED;
    }

    private void interruptCommand() {
        Job running = session.foregroundJob();
        if (running != null) {
            terminal.writer().println();
            running.interrupt();
        }
    }

    private void printError(String message) {
        terminal.writer().println(new AttributedString(message,
                AttributedStyle.DEFAULT.foreground(AttributedStyle.RED)).toAnsi(terminal));
        terminal.flush();
    }

    private void printAbove(String line) {
        reader.printAbove(line);
        terminal.flush();
    }

    /** Ends the conversation from another thread: the bundle is being stopped. May be called again and again. */
    void end() {
        if (!ended) {
            ended = true;
            terminal.writer().println();
        }
        terminal.raise(Terminal.Signal.INT);
    }

    @Override
    public void close() throws IOException {
        streams.printWarnings(null);
        try {
            reader.getHistory().save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The history of commands can not be saved", e);
        }
        session.close();
        Thread.interrupted(); // as above
        terminal.close();
    }
}
