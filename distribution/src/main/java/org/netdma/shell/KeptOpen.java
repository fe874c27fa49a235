// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * The process's streams for a session. A session reads and writes through channels, and the JDK closes a channel, with
 * the stream under it, when its thread is interrupted there; but the next session needs the stream too.
 */
final class KeptOpen {

    private KeptOpen() {
    }

    static InputStream input(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public void close() {
                // see above
            }
        };
    }

    static PrintStream output(OutputStream out) {
        return new PrintStream(new FilterOutputStream(out) {
            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                out.write(octets, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        }, true, Charset.defaultCharset());
    }
}
