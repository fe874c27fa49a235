// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets the JDK's logging up: everything to the log file, what a person has to know to the terminal too. */
public final class Logging {

    private static final long PART_BYTES = 4L << 20;
    private static final int OLDER_PARTS = 4;

    // Kept here because the log manager holds loggers, and so their levels, only weakly.
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger NETDMA = Logger.getLogger("org.netdma");

    private Logging() {
    }

    /**
     * Starts the log.
     *
     * @param folder   of the log file
     * @param terminal shows warnings
     * @param verbose  whether the details of NetDMA are logged too
     * @throws IOException when the log file can not be written
     */
    public static void start(Path folder, TerminalWarnings terminal, boolean verbose) throws IOException {
        Handler file = new LogFile(folder, PART_BYTES, OLDER_PARTS);
        for (Handler standard : ROOT.getHandlers()) {
            ROOT.removeHandler(standard);
        }
        file.setLevel(Level.ALL);
        ROOT.addHandler(file);
        ROOT.addHandler(terminal);
        ROOT.setLevel(Level.INFO);
        NETDMA.setLevel(verbose ? Level.FINER : Level.INFO);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> System.getLogger("org.netdma.launcher")
                .log(System.Logger.Level.ERROR, "Thread " + thread.getName() + " died", thrown));
    }

    /** Ends the log; what comes later is lost. */
    public static void stop() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
            handler.close();
        }
    }
}
