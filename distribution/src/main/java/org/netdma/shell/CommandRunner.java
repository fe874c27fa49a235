// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.netdma.launcher.console.Console;

/** Runs commands in a session, and turns what comes of them into output and an exit code. */
final class CommandRunner {

    private static final System.Logger LOGGER = System.getLogger(CommandRunner.class.getName());

    private final CommandSession session;
    private final PrintStream out;

    /**
     * @param session to run commands in
     * @param out     where the value of a command is printed
     */
    CommandRunner(CommandSession session, PrintStream out) {
        this.session = session;
        this.out = out;
        session.put("SCOPE", CommandNames.searchPath());
        Pipes.prepare(session);
    }

    /**
     * Runs commands up to the first that fails.
     *
     * @param commands in the shell's language
     * @return what came of them
     */
    Result run(CharSequence commands) {
        try {
            Object value = session.execute(Pipes.guarded(commands));
            if (value != null) {
                out.println(session.format(value, Converter.INSPECT));
            }
            return new Result(Console.SUCCESS, false, "");
        } catch (Exception failure) {
            return ExitRequest.in(failure)
                    .map(request -> new Result(request.exitCode(), true, ""))
                    .orElseGet(() -> failed(commands, failure));
        } finally {
            out.flush();
        }
    }

    private static Result failed(CharSequence commands, Exception failure) {
        LOGGER.log(Level.INFO, "Failed: " + commands, failure);
        return new Result(Console.COMMAND_FAILED, false, message(failure));
    }

    /** {@return in one line what went wrong} */
    static String message(Throwable failure) {
        if (failure instanceof InterruptedException) {
            return "interrupted";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * What came of commands.
     *
     * @param exitCode for the process, if these were its last commands
     * @param exit     whether one of them was {@code exit}
     * @param message  what went wrong, in one line; empty when nothing did
     */
    record Result(int exitCode, boolean exit, String message) {

        boolean failed() {
            return !message.isEmpty();
        }
    }
}
