// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged under a name, and under the names below it, while it is open. */
public final class LogLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler;

    /** Begins to listen. */
    public LogLines(Class<?> from) {
        logger = Logger.getLogger(from.getPackageName());
        SimpleFormatter formatter = new SimpleFormatter();
        handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                formatter.format(line); // prints what was thrown, as every handler does
                lines.add(line.getLevel() + " " + formatter.formatMessage(line));
            }

            @Override
            public void flush() { }

            @Override
            public void close() { }
        };
        logger.addHandler(handler);
    }

    /** {@return the lines logged since the last call} */
    public List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.removeAll(taken);
        return taken;
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
