// SPDX-License-Identifier: Apache-2.0
package org.netdma.pnp.thread;

import java.io.PrintWriter;
import java.io.Writer;

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
}
