// SPDX-License-Identifier: Apache-2.0
package org.netdma.tck.sound;

import static org.netdma.descriptor.ControlFlags.DESTINATION_PAGE_BREAK;
import static org.netdma.descriptor.ControlFlags.NULL_TRANSFER;
import static org.netdma.descriptor.ControlFlags.OP_TYPE_MASK;
import static org.netdma.descriptor.ControlFlags.SOURCE_PAGE_BREAK;
import static org.netdma.descriptor.DescriptorLayout.LONG;

import java.nio.ByteBuffer;
import org.netdma.descriptor.DescriptorLayout;
import org.netdma.provider.BusMemory;
import org.netdma.provider.BusWindow;

/** A descriptor as the engine read it. */
public record SoundDescriptor(int size, int flags, long source, long destination, long next, long nextSource,
        long nextDestination) {

    private static final long PAGE = DescriptorLayout.PAGE_SIZE;

    /** {@return the descriptor at an address; null when there is none} */
    public static SoundDescriptor read(BusMemory memory, long address) {
        BusWindow ring = memory.window(address);
        if (!DescriptorLayout.isAligned(address) || !ring.holds(address, DescriptorLayout.SIZE)) {
            return null;
        }
        ByteBuffer bytes = ring.bytes();
        int at = (int) (address - ring.start());
        return new SoundDescriptor(bytes.getInt(at + DescriptorLayout.TRANSFER_SIZE),
                bytes.getInt(at + DescriptorLayout.CONTROL_FLAGS),
                bytes.getLong(at + DescriptorLayout.SOURCE_ADDRESS),
                bytes.getLong(at + DescriptorLayout.DESTINATION_ADDRESS),
                // acquire: counterpart of the interface's release when it appends to a 1.x chain
                (long) LONG.getAcquire(bytes, at + DescriptorLayout.NEXT_DESCRIPTOR),
                bytes.getLong(at + DescriptorLayout.NEXT_SOURCE_ADDRESS),
                bytes.getLong(at + DescriptorLayout.NEXT_DESTINATION_ADDRESS));
    }

    /** {@return the same with another size} */
    public SoundDescriptor withSize(int other) {
        return new SoundDescriptor(other, flags, source, destination, next, nextSource, nextDestination);
    }

    /** {@return the same with other flags} */
    public SoundDescriptor withFlags(int other) {
        return new SoundDescriptor(size, other, source, destination, next, nextSource, nextDestination);
    }

    /** {@return the same with other addresses} */
    public SoundDescriptor withAddresses(long from, long to) {
        return new SoundDescriptor(size, flags, from, to, next, nextSource, nextDestination);
    }

    /** {@return the bytes to move; null when they can not be reached in one piece} */
    public byte[] readSource(BusMemory memory) {
        BusWindow window = memory.window(source);
        if (size < 0 || !window.holds(source, size)) {
            return null;
        }
        byte[] bytes = new byte[size];
        window.bytes().get((int) (source - window.start()), bytes);
        return bytes;
    }

    /** Writes bytes that were read before. {@return whether the destination can be reached} */
    public boolean writeDestination(BusMemory memory, byte[] bytes) {
        BusWindow window = memory.window(destination);
        if (!window.holds(destination, bytes.length) || !window.isWritable()) {
            return false;
        }
        window.bytes().put((int) (destination - window.start()), bytes);
        return true;
    }

    /** Moves the bytes. {@return whether all of them could be reached} */
    public boolean transfer(BusMemory memory) {
        if ((flags & NULL_TRANSFER) != 0 || (flags & OP_TYPE_MASK) != 0) {
            return true;
        }
        long moved = 0;
        while (moved < size) {
            long from = after(source, nextSource, SOURCE_PAGE_BREAK, moved);
            long to = after(destination, nextDestination, DESTINATION_PAGE_BREAK, moved);
            long part = Math.min(size - moved, Math.min(toBreak(source, SOURCE_PAGE_BREAK, moved),
                    toBreak(destination, DESTINATION_PAGE_BREAK, moved)));
            if (!move(memory, from, to, (int) part)) {
                return false;
            }
            moved += part;
        }
        return true;
    }

    private long after(long start, long nextPage, int breakFlag, long moved) {
        long firstPage = PAGE - (start & PAGE - 1);
        return (flags & breakFlag) != 0 && moved >= firstPage ? nextPage + moved - firstPage : start + moved;
    }

    private long toBreak(long start, int breakFlag, long moved) {
        long firstPage = PAGE - (start & PAGE - 1);
        return (flags & breakFlag) != 0 && moved < firstPage ? firstPage - moved : Long.MAX_VALUE;
    }

    /** Moves bytes from one window to another. {@return whether they could be reached} */
    public static boolean move(BusMemory memory, long from, long to, int size) {
        BusWindow source = memory.window(from);
        BusWindow destination = memory.window(to);
        if (!source.holds(from, size) || !destination.holds(to, size) || !destination.isWritable()) {
            return false;
        }
        destination.bytes().put((int) (to - destination.start()), source.bytes(), (int) (from - source.start()), size);
        return true;
    }
}
