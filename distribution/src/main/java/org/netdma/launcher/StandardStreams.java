// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.netdma.launcher.console.ProcessStreams;
import org.netdma.launcher.log.LogStream;
import org.netdma.launcher.log.TerminalWarnings;

/** The process's streams, kept for commands and warnings. */
final class StandardStreams implements ProcessStreams {

    private final InputStream in = Descriptor.IN.wasClosed() ? InputStream.nullInputStream()
            : new FileInputStream(FileDescriptor.in);
    private final CheckedOutput output = new CheckedOutput(stream(Descriptor.OUT, FileDescriptor.out));
    private final PrintStream out = printer(output);
    private final PrintStream err = printer(stream(Descriptor.ERR, FileDescriptor.err));
    private final boolean interactive = isTerminal();
    private final TerminalWarnings warnings;

    /** @param shown the least important message of the log that is shown to the person */
    StandardStreams(Level shown) {
        warnings = new TerminalWarnings(err::println, shown);
    }

    private static OutputStream stream(Descriptor descriptor, FileDescriptor opened) {
        return descriptor.wasClosed() ? OutputStream.nullOutputStream() : new FileOutputStream(opened);
    }

    /** The start script makes the JVM's charset UTF-8; Gogo and its commands print in it, so there is no choice. */
    private static PrintStream printer(OutputStream stream) {
        return new PrintStream(stream, true, Charset.defaultCharset());
    }

    /** From JDK 22 on there may be a console without a terminal; the one of {@code java.base} never is. */
    private static boolean isTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /** Turns what libraries print into entries of the log. */
    void divertLibraries() {
        System.setOut(LogStream.to(LogStream.OUT));
        System.setErr(LogStream.to(LogStream.ERR));
    }

    TerminalWarnings warnings() {
        return warnings;
    }

    /** {@return whether all that was printed on standard output has arrived there; logs why not} */
    boolean printed() {
        out.flush();
        return output.intact();
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void printWarnings(Consumer<String> printer) {
        warnings.printTo(printer);
    }
}
