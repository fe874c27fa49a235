// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.toy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

/** What the PnP manager logs while it is open: here, and not on the terminal. */
public final class LogLines extends Handler implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Throwable> causes = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("org.netdma.pnp");
    private final SimpleFormatter formatter = new SimpleFormatter();

    /** Begins to listen. */
    public LogLines() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + formatter.formatMessage(line));
        if (line.getThrown() != null) {
            formatter.format(line); // as a log file does, which does not expect that to throw
            causes.add(line.getThrown());
        }
    }

    /** {@return the lines of the level SEVERE since the last call, without the level} */
    public List<String> takeErrors() {
        return take("SEVERE ").map(line -> line.substring("SEVERE ".length())).toList();
    }

    /** {@return the lines of the levels WARNING and SEVERE since the last call, with the level} */
    public List<String> takeWarnings() {
        return take("WARNING ", "SEVERE ").toList();
    }

    private Stream<String> take(String... levels) {
        List<String> taken = List.copyOf(lines);
        lines.removeAll(taken);
        return taken.stream().filter(line -> Stream.of(levels).anyMatch(line::startsWith));
    }

    /** {@return what was logged as the cause of a line, whatever its level} */
    public List<Throwable> causes() {
        return causes;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(this);
    }
}
