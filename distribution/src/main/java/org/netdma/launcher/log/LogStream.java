// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Stands for {@code System.out} or {@code System.err}: each line that a library prints there becomes an entry in the
 * log.
 */
public final class LogStream extends OutputStream {

    /** Logger of what libraries print to {@code System.out}. */
    public static final String OUT = "stdout";

    /** Logger of what libraries print to {@code System.err}. */
    public static final String ERR = "stderr";

    private static final int LONGEST_LINE = 8192;

    private final System.Logger logger;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);

    private LogStream(String logger) {
        this.logger = System.getLogger(logger);
    }

    /** {@return a stream whose lines go to that logger} */
    public static PrintStream to(String logger) {
        return new PrintStream(new LogStream(logger), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int octet) {
        if (octet == '\n' || line.size() == LONGEST_LINE) {
            logLine();
        }
        if (octet != '\n' && octet != '\r') {
            line.write(octet);
        }
    }

    private void logLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (!text.isBlank()) {
            logger.log(Level.INFO, text);
        }
    }
}
