// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.shell;

import java.io.PrintStream;

/** A command with its arguments parsed; picocli annotations on its class describe them. */
@FunctionalInterface
interface PnpCommand {

    /**
     * Runs on the thread of the shell.
     *
     * @param out takes what it shows
     * @throws CommandFailure when it can not do what was asked
     */
    void run(PrintStream out) throws CommandFailure;
}
