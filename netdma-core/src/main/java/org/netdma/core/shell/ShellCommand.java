// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell;

import java.io.IOException;
import org.netdma.NetDmaException;

/** A command with its arguments, ready to run. Its class bears the picocli annotations that describe them. */
@FunctionalInterface
interface ShellCommand {

    /**
     * Runs on the thread of the shell; when that is interrupted the command ends early and leaves nothing behind.
     *
     * @param context where it runs
     * @throws CommandFailure       when it could not do what was asked
     * @throws NetDmaException      when the interface refused something
     * @throws IOException          when a file could not be read or written
     * @throws InterruptedException when a person cancelled it
     */
    void run(ShellContext context) throws CommandFailure, NetDmaException, IOException, InterruptedException;
}
