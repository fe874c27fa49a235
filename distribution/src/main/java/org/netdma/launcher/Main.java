// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import org.netdma.launcher.log.LastingLogManager;

/** The entry point of the start script. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        // Before anything can log; that is why this class has no logger.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        System.exit(Launcher.commandLine().execute(arguments));
    }
}
