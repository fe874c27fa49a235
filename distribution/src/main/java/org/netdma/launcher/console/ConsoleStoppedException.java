// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.console;

/** The shell's bundle was stopped, so its service is gone. */
public final class ConsoleStoppedException extends Exception {

    private static final long serialVersionUID = 1;

    /** Creates the exception for a shell that was stopped. */
    public ConsoleStoppedException() {
        super("the shell was stopped");
    }
}
