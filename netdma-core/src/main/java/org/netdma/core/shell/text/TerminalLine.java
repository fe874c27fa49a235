// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The last line of a terminal, overwritten with carriage return alone, which every terminal understands.
 *
 * <p>A thread of its own writes it. The thread of the command must not: when a person cancels, Gogo interrupts it, and
 * a thread that is interrupted while it writes closes the terminal for the whole session.
 */
public final class TerminalLine implements ProgressDisplay {

    /** As often as a person can see. */
    public static final Duration INTERVAL = Duration.ofMillis(100);

    private static final System.Logger LOG = System.getLogger(TerminalLine.class.getName());
    private static final Duration JOIN_LIMIT = Duration.ofSeconds(2);

    private final PrintStream terminal;
    private final IntSupplier columns;
    private final BooleanSupplier watched;
    private final Duration interval;
    private Thread writer;
    private Progress latest;
    private boolean ended;

    /**
     * @param terminal where a person watches; never a pipe or a file
     * @param columns  tells how wide it is now
     * @param watched  tells whether the person still waits for this command; else the line is the shell's
     * @param interval between two looks of the person; nothing is shown before the first
     */
    public TerminalLine(PrintStream terminal, IntSupplier columns, BooleanSupplier watched, Duration interval) {
        this.terminal = terminal;
        this.columns = columns;
        this.watched = watched;
        this.interval = interval;
    }

    @Override
    public synchronized void show(Progress progress) {
        latest = progress;
        if (writer == null) {
            writer = new Thread(this::write, "netdma-progress");
            writer.setDaemon(true);
            writer.start();
        }
    }

    private void write() {
        int shown = 0;
        try {
            for (Progress next = await(); next != null; next = await()) {
                if (watched.getAsBoolean()) {
                    // The last column stays free: some terminals go to the next line when it is written.
                    shown = replace(shown, next.text(columns.getAsInt() - 1));
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "progress is not shown any more", e);
            return;
        }
        if (shown > 0 && watched.getAsBoolean()) {
            replace(shown, "");
            terminal.print('\r');
            terminal.flush();
        }
    }

    /** {@return what to show at the next look; null when there is none} */
    private synchronized Progress await() throws InterruptedException {
        long end = System.nanoTime() + interval.toNanos();
        for (long left = interval.toNanos(); !ended && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return ended ? null : latest;
    }

    private int replace(int shown, String line) {
        terminal.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        terminal.flush();
        return line.length();
    }

    @Override
    public void clear() {
        Thread ending;
        synchronized (this) {
            ended = true;
            ending = writer;
            notifyAll();
        }
        if (ending != null) {
            join(ending);
        }
    }

    private static void join(Thread ending) {
        boolean interrupted = Thread.interrupted();
        try {
            ending.join(JOIN_LIMIT.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (ending.isAlive()) {
            LOG.log(Level.WARNING, "the terminal did not take the progress within {0} s", JOIN_LIMIT.toSeconds());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
