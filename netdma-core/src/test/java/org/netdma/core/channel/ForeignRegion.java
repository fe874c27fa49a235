// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.channel;

import java.nio.ByteBuffer;
import org.netdma.memory.MemoryRegion;

/** What a client may think of: a region that the interface never made, with an address that it likes to reach. */
record ForeignRegion(long physicalAddress, long size) implements MemoryRegion {

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public ByteBuffer buffer() {
        return ByteBuffer.allocate((int) size);
    }

    @Override
    public void force() {
        // there is no file
    }

    @Override
    public void close() {
        // nobody opened it
    }
}
