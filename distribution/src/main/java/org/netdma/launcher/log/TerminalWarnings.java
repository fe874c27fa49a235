// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows warnings and errors to the person, one line each; the log file has the stack traces. The inner workings of the
 * framework stay in the log file, because none of their messages tells a person what to do.
 */
public final class TerminalWarnings extends Handler {

    private static final Set<String> LOG_FILE_ONLY = Set.of("org.apache.felix.framework", "org.apache.felix.scr",
            "org.apache.felix.configadmin", "org.apache.felix.metatype", "org.apache.felix.log", "org.jline",
            LogStream.OUT, LogStream.ERR);

    private static final int MOST_CAUSES = 10;

    private static final Pattern CLASS_NAME = Pattern.compile("^(\\w+\\.)+\\w+(Exception|Error): ");

    private final Consumer<String> standardError;
    private final Formatter messages = new LogLines(0);
    private volatile Consumer<String> printer;

    /**
     * @param standardError prints a line there
     * @param level         of the least important message that is shown
     */
    public TerminalWarnings(Consumer<String> standardError, Level level) {
        this.standardError = standardError;
        this.printer = standardError;
        setLevel(level);
    }

    /** Prints elsewhere from now on; null means standard error. */
    public void printTo(Consumer<String> elsewhere) {
        printer = elsewhere == null ? standardError : elsewhere;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry) && !isForLogFileOnly(entry.getLoggerName())) {
            printer.accept(LogLines.printed(entry, this::line));
        }
    }

    private static boolean isForLogFileOnly(String logger) {
        return logger != null && LOG_FILE_ONLY.stream()
                .anyMatch(prefix -> logger.equals(prefix) || logger.startsWith(prefix + "."));
    }

    private String line(LogRecord entry) {
        String causes = Stream.iterate(entry.getThrown(), t -> t != null, Throwable::getCause)
                .limit(MOST_CAUSES) // a chain may go round in a circle
                .map(TerminalWarnings::message)
                .distinct()
                .collect(Collectors.joining(": "));
        String text = messages.formatMessage(entry) + (causes.isEmpty() ? "" : ": " + causes);
        return LogLines.levelName(entry.getLevel()).toLowerCase(Locale.ROOT) + ": "
                + text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Without the names of exception classes, which the log service puts before messages. */
    private static String message(Throwable thrown) {
        if (thrown instanceof CharacterCodingException) {
            return "it is not in UTF-8"; // its own message is "Input length = 1"
        }
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName()
                : CLASS_NAME.matcher(thrown.getMessage()).replaceFirst("");
    }

    @Override
    public void flush() {
        // the printers flush line by line
    }

    @Override
    public void close() {
        // the streams are the process's
    }
}
