// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.log;

import java.util.logging.LogManager;

/**
 * Keeps the log open while the process shuts down. The JDK's own log manager closes all handlers as soon as shutdown
 * begins, and what the drivers say while they are unloaded would be lost.
 */
public final class LastingLogManager extends LogManager {

    /** Does nothing: it is what the JDK's shutdown hook calls. */
    @Override
    public void reset() {
        // see above
    }
}
