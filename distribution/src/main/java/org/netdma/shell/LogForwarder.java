// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Enumeration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/**
 * Takes what bundles say to the OSGi log service, SCR and File Install among them, to the one log file. The logger is
 * named after the bundle.
 */
@Component(immediate = true, service = {})
public final class LogForwarder {

    /** The log service notes each event of the framework; the launcher logs those that matter. */
    private static final String FRAMEWORK_EVENTS = "Events.";

    private final LogReaderService reader;
    private final LogListener listener = LogForwarder::forward;

    @Activate
    public LogForwarder(@Reference LogReaderService reader) {
        this.reader = reader;
        forwardHistory(reader.getLog());
        reader.addLogListener(listener);
    }

    @Deactivate
    void deactivate() {
        reader.removeLogListener(listener);
    }

    /** The log service answers with the newest entry first. */
    private static void forwardHistory(Enumeration<LogEntry> newestFirst) {
        Deque<LogEntry> oldestFirst = new ArrayDeque<>();
        while (newestFirst.hasMoreElements()) {
            oldestFirst.addFirst(newestFirst.nextElement());
        }
        oldestFirst.forEach(LogForwarder::forward);
    }

    private static void forward(LogEntry entry) {
        if (entry.getLoggerName().startsWith(FRAMEWORK_EVENTS)) {
            return;
        }
        String bundle = entry.getBundle() == null ? "osgi" : entry.getBundle().getSymbolicName();
        System.getLogger(bundle == null ? entry.getBundle().getLocation() : bundle)
                .log(level(entry.getLogLevel()), entry.getMessage(), entry.getException());
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARNING;
            case AUDIT, INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
