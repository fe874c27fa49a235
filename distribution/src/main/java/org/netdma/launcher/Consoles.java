// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.time.Duration;
import java.util.Optional;
import org.netdma.launcher.console.Console;

/** The shells that there are, one after the other. */
interface Consoles {

    /** {@return the shell, if it is there} */
    Optional<Console> console();

    /**
     * Waits for the shell to come back after it was stopped, and for what was stopped with it.
     *
     * @param limit how long to wait
     * @return the shell, if it is there then
     */
    Optional<Console> restartedConsole(Duration limit);
}
