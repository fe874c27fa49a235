// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.io.PrintWriter;
import java.io.Writer;
import java.lang.System.Logger.Level;

/** What a driver threw, be it an exception that throws in turn when it is asked what it says [PNP-18]. */
public final class Thrown {

    private Thrown() {
    }

    /** {@return it, where it and its causes can be printed; else a substitute that names its class} */
    public static Throwable printable(Throwable thrown) {
        try {
            thrown.printStackTrace(new PrintWriter(Writer.nullWriter()));
            return thrown;
        } catch (RuntimeException | Error second) {
            return new IllegalStateException(thrown.getClass().getName() + ", which can not be printed");
        }
    }

    /**
     * Logs what was thrown, with its cause. It does not throw in turn, not even where memory or stack are short: the
     * thread that this runs on has to go on [PNP-18].
     *
     * @param what  happened, such as {@code driver X threw}
     * @param where it happened
     * @return what happened, in a sentence that names what was thrown
     */
    public static String log(System.Logger log, String what, Throwable thrown, String where) {
        try {
            Throwable shown = printable(thrown);
            log.log(Level.ERROR, what + " " + where + " [PNP-18]", shown);
            return what + " " + shown + " " + where + " [PNP-18]";
        } catch (RuntimeException | Error second) {
            return what; // there is no means left to say more
        }
    }
}
