// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/** The form of an entry in the log file: time, process, level, logger, thread, message, and the stack trace if any. */
final class LogLines extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final long process;

    LogLines(long process) {
        this.process = process;
    }

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160)
                .append(TIME.format(entry.getInstant()))
                .append(' ').append(process)
                .append(' ').append(levelName(entry.getLevel()))
                .append(' ').append(entry.getLoggerName())
                .append(" [").append(Thread.currentThread().getName()).append("] ")
                .append(formatMessage(entry))
                .append(System.lineSeparator());
        if (entry.getThrown() != null) {
            StringWriter trace = new StringWriter();
            entry.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    /** Whole numbers as they are, without the grouping of a locale: a person searches the log for them. */
    @Override
    public String formatMessage(LogRecord entry) {
        if (entry.getParameters() == null) {
            return super.formatMessage(entry);
        }
        LogRecord plain = new LogRecord(entry.getLevel(), entry.getMessage());
        plain.setResourceBundle(entry.getResourceBundle());
        plain.setParameters(Stream.of(entry.getParameters())
                .map(value -> value instanceof Long || value instanceof Integer ? value.toString() : value).toArray());
        return super.formatMessage(plain);
    }

    /**
     * {@return what a form makes of an entry; without parameters and exception when these cannot be printed, since they
     * may be a driver's, with texts that throw}
     */
    static String printed(LogRecord entry, Function<LogRecord, String> form) {
        try {
            return form.apply(entry);
        } catch (RuntimeException | LinkageError e) {
            LogRecord plain = new LogRecord(entry.getLevel(), "%s (the rest of it throws %s)".formatted(
                    entry.getMessage(), e.getClass().getName()));
            plain.setLoggerName(entry.getLoggerName());
            plain.setInstant(entry.getInstant());
            return form.apply(plain);
        }
    }

    /** {@return the name that System.Logger has for the level} */
    static String levelName(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        } else if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        } else if (value >= Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }
}
