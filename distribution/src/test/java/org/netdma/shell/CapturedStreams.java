// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.function.Consumer;
import org.netdma.launcher.console.ProcessStreams;

/** Keeps what is printed. */
final class CapturedStreams implements ProcessStreams {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream outStream = new PrintStream(out, true, Charset.defaultCharset());
    private final PrintStream errStream = new PrintStream(err, true, Charset.defaultCharset());
    private final boolean interactive;
    private InputStream in = InputStream.nullInputStream();
    private Consumer<String> warnings;

    /** Of a script. */
    CapturedStreams() {
        this(false);
    }

    /** @param interactive whether a person is at a terminal */
    CapturedStreams(boolean interactive) {
        this.interactive = interactive;
    }

    void type(String text) {
        in = new ByteArrayInputStream(text.getBytes(Charset.defaultCharset()));
    }

    List<String> printed() {
        return out.toString(Charset.defaultCharset()).lines().toList();
    }

    List<String> printedErrors() {
        return err.toString(Charset.defaultCharset()).lines().toList();
    }

    /** {@return what prints warnings, null for standard error} */
    Consumer<String> warnings() {
        return warnings;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return outStream;
    }

    @Override
    public PrintStream err() {
        return errStream;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void printWarnings(Consumer<String> printer) {
        if (!interactive) {
            throw new UnsupportedOperationException("no one is at a terminal");
        }
        warnings = printer;
    }
}
