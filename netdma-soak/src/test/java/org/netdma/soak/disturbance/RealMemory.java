// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.disturbance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

/** Memory and files that no engine reaches. */
final class RealMemory implements PhysicalMemory {

    @Override
    public MemoryRegion allocate(long size) {
        return new Region(ByteBuffer.allocateDirect((int) size));
    }

    @Override
    public MemoryRegion wrap(ByteBuffer buffer) {
        return new Region(buffer);
    }

    @Override
    public MemoryRegion map(FileChannel file, FileChannel.MapMode mode, long position, long size)
            throws NetDmaException {
        try {
            return new Region(file.map(mode, position, size));
        } catch (IOException e) {
            throw new NetDmaException(NtStatus.UNSUCCESSFUL, "XFR-11", "cannot map", e);
        }
    }

    @Override
    public MemoryUsage usage() {
        return new MemoryUsage(0, 0);
    }

    private record Region(ByteBuffer bytes) implements MemoryRegion {

        @Override
        public long physicalAddress() {
            return 1;
        }

        @Override
        public long size() {
            return bytes.capacity();
        }

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
            return bytes.duplicate();
        }

        @Override
        public void force() {
            // nobody looks
        }

        @Override
        public void close() {
            // garbage
        }
    }
}
