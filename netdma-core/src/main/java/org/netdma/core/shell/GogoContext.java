// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.PrintStream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Job;
import org.apache.felix.service.command.Process;
import org.netdma.core.shell.text.ProgressDisplay;
import org.netdma.core.shell.text.TerminalLine;

/** Reads from a Gogo session where a command runs. */
final class GogoContext {

    /** Variables of the session that JLine shells set; without a person at a terminal the first is not there. */
    private static final String TERMINAL = ".terminal";
    private static final String TERMINAL_TYPE = "TERM";
    private static final String TERMINAL_WIDTH = "COLUMNS";

    private static final int STDERR = 2;
    private static final int USUAL_WIDTH = 80;

    private GogoContext() {
    }

    /** {@return where the command that runs on this thread runs} */
    static ShellContext of(CommandSession session) {
        Process process = Process.Utils.current();
        // The session's console goes past pipes and redirections, which results must not.
        PrintStream out = process == null ? session.getConsole() : process.out();
        return new ShellContext(out, progress(session, process), session.currentDir());
    }

    private static ProgressDisplay progress(CommandSession session, Process process) {
        boolean terminal = process != null && process.isTty(STDERR) && session.get(TERMINAL) != null
                && !String.valueOf(session.get(TERMINAL_TYPE)).startsWith("dumb");
        return terminal ? new TerminalLine(process.err(), () -> width(session), () -> isForeground(process.job()),
                TerminalLine.INTERVAL) : ProgressDisplay.NONE;
    }

    private static int width(CommandSession session) {
        return session.get(TERMINAL_WIDTH) instanceof Number columns && columns.intValue() > 0
                ? columns.intValue() : USUAL_WIDTH;
    }

    /** {@return whether the shell waits for a job: it was neither cancelled nor sent into the background} */
    private static boolean isForeground(Job job) {
        return job == null || job.status() == Job.Status.Foreground && isForeground(job.parent());
    }
}
