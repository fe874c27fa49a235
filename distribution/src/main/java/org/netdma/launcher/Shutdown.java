// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.netdma.launcher.log.Logging;

/**
 * Stops the container when the process ends, however it ends: the person left, the commands are done, or a signal came.
 * Ends the process anyway when the container does not stop in time.
 */
final class Shutdown extends Thread {

    /** Exit code: the container did not stop within its limit. */
    static final int TIMED_OUT = 4;

    private static final System.Logger LOGGER = System.getLogger(Shutdown.class.getName());

    private final Container container;
    private final Scratch scratch;
    private final Duration limit;

    Shutdown(Container container, Scratch scratch, Duration limit) {
        super("NetDMA shutdown");
        this.container = container;
        this.scratch = scratch;
        this.limit = limit;
    }

    @Override
    public void run() {
        LOGGER.log(Level.INFO, "Shutting down");
        boolean stopped = container.stop(limit);
        if (!stopped) {
            LOGGER.log(Level.ERROR, "Not shut down after " + limit.toSeconds()
                    + " s (--shutdown-limit): ending the process. What kept it is in the log file");
            LOGGER.log(Level.INFO, () -> "Threads when the limit ran out:" + liveThreads());
        }
        scratch.close();
        LOGGER.log(Level.INFO, stopped ? "Shut down" : "Ended");
        Logging.stop();
        if (!stopped) {
            Runtime.getRuntime().halt(TIMED_OUT);
        }
    }

    private static String liveThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .map(Shutdown::describe)
                .collect(Collectors.joining());
    }

    private static String describe(Map.Entry<Thread, StackTraceElement[]> thread) {
        return Arrays.stream(thread.getValue()).map(frame -> System.lineSeparator() + "    at " + frame)
                .collect(Collectors.joining("", System.lineSeparator() + "  " + thread.getKey(), ""));
    }
}
