// SPDX-License-Identifier: Apache-2.0
package org.netdma.provider.reference.hw;

import static org.netdma.descriptor.DescriptorLayout.LONG;

import org.netdma.provider.BusMemory;

/** Writes a channel's completion word back to memory [CPL-1]. Engine thread only. */
final class CompletionWriter {

    private static final int WORD_SIZE = Long.BYTES;

    private final IotlbEntry window;
    private long address;

    CompletionWriter(BusMemory memory, long maximumAddress) {
        window = new IotlbEntry(memory, maximumAddress, IotlbEntry.Access.WRITE);
    }

    /** Takes over COMPLETION_ADDRESS; 0 for nowhere. */
    void reportTo(long completionAddress) {
        address = completionAddress;
        window.invalidate();
    }

    /** {@return whether the word could be written, or is written nowhere} */
    boolean write(long word) {
        if (address == 0) {
            return true;
        }
        int at = window.locateAny(address, WORD_SIZE);
        if (at < 0 || (address & (WORD_SIZE - 1)) != 0) {
            return false;
        }
        try {
            // release: counterpart of the interface's acquire read of the word; whoever sees it sees the data
            LONG.setRelease(window.bytes(), at, word);
            window.checkAccess();
            return true;
        } catch (InternalError | IllegalStateException vanished) {
            return false; // a mapped file that was cut off, an arena that was closed
        }
    }
}
