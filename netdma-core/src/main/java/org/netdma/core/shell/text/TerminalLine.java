// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.text;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** The last line of a terminal, overwritten with carriage return alone, which every terminal understands. */
public final class TerminalLine implements ProgressDisplay {

    private final PrintStream terminal;
    private final IntSupplier columns;
    private int shown;

    /**
     * @param terminal where a person watches; never a pipe or a file
     * @param columns  tells how wide it is now
     */
    public TerminalLine(PrintStream terminal, IntSupplier columns) {
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void show(Progress progress) {
        // The last column stays free: some terminals go to the next line when it is written.
        replace(progress.text(columns.getAsInt() - 1));
    }

    @Override
    public void clear() {
        if (shown > 0) {
            replace("");
            terminal.print('\r');
            terminal.flush();
        }
    }

    private void replace(String line) {
        terminal.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
        terminal.flush();
        shown = line.length();
    }
}
