// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.util.Locale;
import org.netdma.launcher.console.Console;
import org.netdma.launcher.log.LastingLogManager;
import picocli.CommandLine;

/** The entry point of the start script. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        // All texts are English, and programs read the numbers. Felix even formats the versions that it resolves
        // bundles by in the default locale: with digits of Arabic, Persian or Bengali it resolves none.
        Locale.setDefault(Locale.ROOT);
        // Before anything can log; that is why this class has no logger.
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        CommandLine line = Launcher.commandLine();
        int exitCode = line.execute(arguments);
        if (line.getOut().checkError() && exitCode == Console.SUCCESS) {
            exitCode = Console.COMMAND_FAILED;
            line.getErr().println("netdma: error: standard output can not be written");
        }
        System.exit(exitCode);
    }
}
