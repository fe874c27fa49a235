// SPDX-License-Identifier: Apache-2.0
package org.netdma.soak.traffic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;

/** Memory that no engine reaches. */
final class HeapMemory implements PhysicalMemory {

    @Override
    public MemoryRegion allocate(long size) {
        return new Region(ByteBuffer.allocate((int) size));
    }

    @Override
    public MemoryRegion wrap(ByteBuffer buffer) {
        return new Region(buffer);
    }

    @Override
    public MemoryRegion map(FileChannel file, FileChannel.MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
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
            return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void force() {
            // in no file
        }

        @Override
        public void close() {
            // garbage
        }
    }
}
