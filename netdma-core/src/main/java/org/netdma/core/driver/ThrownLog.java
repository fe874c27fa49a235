// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.driver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Logs what drivers and clients throw, which may throw in turn when it is printed: its message may need a class that is
 * gone, or never end. So that what stands behind it goes on [MEM-13].
 */
public final class ThrownLog {

    private ThrownLog() {
    }

    /** Logs an error with its cause, or with the cause's class when that cannot be printed. */
    public static void error(Logger log, String message, Throwable thrown) {
        try {
            log.log(Level.ERROR, message, thrown);
        } catch (RuntimeException | Error unprintable) {
            log.log(Level.ERROR, "{0}: {1}, which cannot be printed because of {2}", message,
                    thrown.getClass().getName(), unprintable.getClass().getName());
        }
    }
}
