// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * The standard streams of the process, published by the launcher as a service. {@code System.out} and
 * {@code System.err} lead to the log, so that no library can write between the output of commands.
 */
public interface ProcessStreams {

    /** {@return standard input} */
    InputStream in();

    /** {@return standard output: what commands print, and nothing else} */
    PrintStream out();

    /** {@return standard error: failures, and the warnings of the log} */
    PrintStream err();

    /** {@return whether a person sits at a terminal} */
    boolean interactive();

    /**
     * Sends the warnings of the log elsewhere, such as above the line that a person is typing.
     *
     * @param printer is given one line at a time, on any thread; null for standard error again
     */
    void printWarnings(Consumer<String> printer);
}
