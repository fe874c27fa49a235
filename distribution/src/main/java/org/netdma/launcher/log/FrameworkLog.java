// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.lang.System.Logger.Level;
import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Takes the framework's own messages to the log; it would print them. */
public final class FrameworkLog extends Logger {

    private static final System.Logger LOGGER = System.getLogger("org.apache.felix.framework");

    @Override
    @SuppressWarnings("rawtypes") // as in the method that it overrides
    protected void doLog(Bundle bundle, ServiceReference reference, int level, String message, Throwable thrown) {
        LOGGER.log(levelOf(level), bundle == null ? message : bundle + ": " + message, thrown);
    }

    private static Level levelOf(int level) {
        return switch (level) {
            case LOG_ERROR -> Level.ERROR;
            case LOG_WARNING -> Level.WARNING;
            case LOG_INFO -> Level.INFO;
            default -> Level.DEBUG;
        };
    }
}
