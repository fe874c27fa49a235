// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.fake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.wdm.NtStatus;

/** Bytes that have a physical address as long as they are open. */
final class FakeRegion implements MemoryRegion {

    private final FakeMemory memory;
    private final long physicalAddress;
    private final ByteBuffer bytes;

    FakeRegion(FakeMemory memory, long physicalAddress, ByteBuffer bytes) {
        this.memory = memory;
        this.physicalAddress = physicalAddress;
        this.bytes = bytes;
    }

    @Override
    public long physicalAddress() {
        return physicalAddress;
    }

    @Override
    public long size() {
        return bytes.limit();
    }

    @Override
    public boolean isWritable() {
        return !bytes.isReadOnly();
    }

    @Override
    public boolean isOpen() {
        return memory.open.contains(this);
    }

    @Override
    public ByteBuffer buffer() throws NetDmaException {
        if (!isOpen()) {
            throw new NetDmaException(NtStatus.INVALID_HANDLE, "REG-4", "the region is closed");
        }
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void force() {
        // nobody looks
    }

    @Override
    public void close() {
        memory.open.remove(this);
    }
}
