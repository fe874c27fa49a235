// SPDX-License-Identifier: Apache-2.0
package org.netdma.launcher;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/** Remembers that writing failed: the streams that commands print to keep it to themselves. */
final class CheckedOutput extends FilterOutputStream {

    private static final System.Logger LOGGER = System.getLogger(CheckedOutput.class.getName());

    private volatile boolean failed;

    CheckedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        if (failed) {
            return; // the output ends where the first loss is, without gaps
        }
        try {
            out.write(octets, offset, length);
        } catch (IOException e) {
            failed = true;
            LOGGER.log(Level.ERROR, "standard output can not be written, a part of it is lost", e);
            throw e;
        }
    }

    /** {@return whether all that was written has arrived} */
    boolean intact() {
        return !failed;
    }
}
