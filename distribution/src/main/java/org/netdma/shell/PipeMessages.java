// SPDX-License-Identifier: Apache-2.0
package org.netdma.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Removes the messages that Gogo prints when a command fails that is not the last of a pipe, such as
 * {@code gogo: CommandFailure: ...}: {@link Pipes} makes the whole pipe fail, and the failure is said once.
 */
final class PipeMessages extends FilterOutputStream {

    private static final byte[] BEGIN = "gogo: ".getBytes(StandardCharsets.US_ASCII);

    /** Whether a message is being removed that comes in several parts. */
    private boolean removing;

    private PipeMessages(OutputStream out) {
        super(out);
    }

    /** {@return a stream that prints there all but these messages} */
    static PrintStream removedFrom(OutputStream out) {
        return new PrintStream(new PipeMessages(out), true, Charset.defaultCharset());
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) throws IOException {
        if (length > 0 && (removing || begins(octets, offset, length))) {
            removing = octets[offset + length - 1] != '\n';
        } else {
            out.write(octets, offset, length);
        }
    }

    private static boolean begins(byte[] octets, int offset, int length) {
        return length >= BEGIN.length
                && Arrays.equals(octets, offset, offset + BEGIN.length, BEGIN, 0, BEGIN.length);
    }
}
