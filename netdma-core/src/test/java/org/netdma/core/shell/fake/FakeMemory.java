// SPDX-License-Identifier: Apache-2.0
package org.netdma.core.shell.fake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;
import org.netdma.NetDmaException;
import org.netdma.memory.MemoryRegion;
import org.netdma.memory.MemoryUsage;
import org.netdma.memory.PhysicalMemory;
import org.netdma.wdm.NtStatus;

/** Regions without engines; knows which are open. */
public final class FakeMemory implements PhysicalMemory {

    /** Regions that are open now. */
    public final List<MemoryRegion> open = new ArrayList<>();
    /** The most bytes that were open at once. */
    public long mostBytes;
    /** How many regions were files. */
    public int mapped;
    /** How many more can be made. */
    public int left = Integer.MAX_VALUE;

    private long nextAddress = 0x1000;

    @Override
    public MemoryRegion allocate(long size) throws NetDmaException {
        return wrap(ByteBuffer.allocateDirect((int) size));
    }

    @Override
    public MemoryRegion wrap(ByteBuffer buffer) throws NetDmaException {
        if (left-- == 0) {
            throw new NetDmaException(NtStatus.INSUFFICIENT_RESOURCES, "XFR-11", "no memory left: close regions");
        }
        FakeRegion region = new FakeRegion(this, nextAddress, buffer);
        nextAddress += buffer.remaining() + 0x1000L;
        open.add(region);
        mostBytes = Math.max(mostBytes, usage().bytes());
        return region;
    }

    @Override
    public MemoryRegion map(FileChannel file, MapMode mode, long position, long size) throws NetDmaException {
        try {
            mapped++;
            return wrap(file.map(mode, position, size));
        } catch (IOException e) {
            throw new NetDmaException(NtStatus.UNSUCCESSFUL, "XFR-11", "cannot map", e);
        }
    }

    @Override
    public MemoryUsage usage() {
        return new MemoryUsage(open.size(), open.stream().mapToLong(MemoryRegion::size).sum());
    }
}
