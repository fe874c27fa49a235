// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.fake;

import java.nio.ByteBuffer;

/** What an engine does with a descriptor. */
@FunctionalInterface
public interface FakeEngine {

    /** Copies. */
    FakeEngine COPIES = (ticket, from, to) -> {
        to.put(from);
        return true;
    };

    /**
     * Processes a descriptor.
     *
     * @param ticket of the descriptor, from 1
     * @param from   exactly the bytes to read
     * @param to     exactly the bytes to write
     * @return whether that worked; false halts the channel
     */
    boolean process(long ticket, ByteBuffer from, ByteBuffer to);
}
