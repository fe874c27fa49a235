// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.file;

import java.io.IOException;
import java.util.function.LongConsumer;

/** Finds out whether a copy is what it should be. One thread uses it: the one that copies. */
interface Verification extends AutoCloseable {

    /** Trusts the provider. */
    Verification NONE = new Verification() {
        @Override
        public void copied(long position) {
            // trusted
        }

        @Override
        public String await(LongConsumer verified) {
            return "";
        }

        @Override
        public void close() {
            // nothing was opened
        }
    };

    /** Tells up to where the destination is written. */
    void copied(long position);

    /**
     * Waits for the outcome.
     *
     * @param verified is told now and then up to where both files are verified
     * @return the digest of both, in hexadecimal digits; empty when there is none
     * @throws IOException          when they differ, or a file could not be read
     * @throws InterruptedException when the thread was interrupted
     */
    String await(LongConsumer verified) throws IOException, InterruptedException;

    @Override
    void close();
}
